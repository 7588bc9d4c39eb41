const secret =
  /(SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_?KEY|CLIENT_?KEY|API_?KEY|SEAL_?KEY|ACCESS_?KEY|SECRET_?KEY|CREDENTIALS?)(_(VALUE|\d+))?$/i;
/** Names of switches that contain the word for a secret. */
const aboutSecret = /^(NO|HAS|USE|WITH|SKIP|ALLOW|ENABLE|DISABLE|REQUIRE|IS|SHOW|HIDE|RESET|REBUILD)_/i;

/** Whether a setting of this name holds a secret, and not the path of a file with one, or a switch. */
export function namesSecret(name: string): boolean {
  return secret.test(name) && !aboutSecret.test(name);
}

/** Whether a setting holds a secret, by its name and value. A boolean is a switch. */
export function holdsSecret(name: string, value: string): boolean {
  return namesSecret(name) && value !== '' && !/^(true|false|yes|no|on|off)$/i.test(value);
}
