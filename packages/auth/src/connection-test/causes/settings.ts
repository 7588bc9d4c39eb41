import type { Evidence } from '../failure.ts';
import { providerFile, type Row } from '../row.ts';

const isSettings = ({ step }: Evidence) => step === 'settings';

/** Returns the missing variable, which `core/client/settings.ts` and `core/client/credential.ts` name in the message. */
const missingVariable = ({ message }: Evidence) => /: set (\S+)\.$/.exec(message)?.[1];

/** Returns the variable of an unusable file, which `backend/environment.ts` names in the message. */
const fileVariable = ({ message }: Evidence) => /^The file that (\S+) names /.exec(message)?.[1];

/** Returns the setting that a message names. */
function placeOf({ message, places }: Evidence): string {
  if (/client secret/.test(message)) return places.clientSecret;
  if (/client id/.test(message)) return places.clientId;
  return places.issuer;
}

/** Causes in the settings: missing or unusable. */
export const settingRows: readonly Row[] = [
  {
    when: ({ message }) => /is plain http/.test(message),
    cause: () => 'Plain http to this machine is off unless a variable allows it.',
    fix: ({ places }) =>
      `Set DDEXT_INSECURE_LOOPBACK_ISSUER=1 in .env, or use an https address in ${places.issuer}.`,
  },
  {
    // The key is read with the first request, after the other settings.
    when: ({ message }) => /: the client key is /.test(message),
    cause: () => 'The client key cannot be read.',
    fix: ({ places }) =>
      `Set ${places.clientSecret} to a private key in PEM: PKCS #8, not encrypted, of the kind EC P-256, EC P-384, Ed25519 or RSA.`,
  },
  {
    when: (evidence) => isSettings(evidence) && /does not take private_key_jwt/.test(evidence.message),
    cause: ({ message }) => message,
    fix: ({ places }) =>
      `Remove clientKey from ${providerFile}, and set clientSecret in place of ${places.clientSecret}.`,
  },
  {
    when: (evidence) => isSettings(evidence) && fileVariable(evidence) !== undefined,
    cause: () => 'The file is empty, too large, not a regular file or not text, or it cannot be read.',
    fix: (evidence) =>
      `Write the value again, on one line, to the file that ${fileVariable(evidence)} names.`,
  },
  {
    when: (evidence) => isSettings(evidence) && /line breaks or other control/.test(evidence.message),
    cause: () => 'The setting has a line break or another control character.',
    fix: (evidence) => `Write ${placeOf(evidence)} again, on one line.`,
  },
  {
    when: (evidence) => isSettings(evidence) && /: set |: add /.test(evidence.message),
    cause: (evidence) => `${missingVariable(evidence) ?? 'A setting'} is missing or empty.`,
    fix: (evidence) => {
      const variable = missingVariable(evidence);
      return variable
        ? `Set ${variable} in .env for pnpm dev, and under environment in compose.yaml for the image.`
        : `Add the setting to ${providerFile}.`;
    },
  },
  {
    when: isSettings,
    cause: () => 'A setting does not have the form that it needs.',
    fix: (evidence) =>
      `Correct ${placeOf(evidence)}: .env for pnpm dev, environment in compose.yaml for the image.`,
  },
];
