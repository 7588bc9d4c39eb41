/** Whether a setting of this name holds a secret, and not the path of a file with one. */
export function namesSecret(name: string): boolean {
  return (
    /(SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE_KEY|CLIENT_KEY|API_KEY|SEAL_KEY)/i.test(name) &&
    !/(_FILE|_ID|_URL)$/i.test(name)
  );
}
