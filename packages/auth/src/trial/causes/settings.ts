import { asAuthError } from '../../core/errors.ts';
import type { Row } from '../row.ts';
import { providerFile } from '../row.ts';

const isSettings = ({ step }: { readonly step: string }) => step === 'settings';
const messageOf = (caught: unknown) => asAuthError(caught).message;

/** The variable that a message names. */
function variableIn(caught: unknown): string | undefined {
  return /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/.exec(messageOf(caught))?.[0];
}

/** Which setting a message is about: a variable, or what the message says. */
function placeOf(caught: unknown, clientSecret: string, clientId: string, issuer: string): string {
  const message = messageOf(caught);
  if (/client secret/.test(message)) return clientSecret;
  if (/client id/.test(message)) return clientId;
  return issuer;
}

/** Settings that are missing, or cannot be used. */
export const settingRows: readonly Row[] = [
  {
    when: ({ step, caught }) => isSettings({ step }) && /is plain http/.test(messageOf(caught)),
    cause: () => 'Plain http to this machine is off unless a variable allows it.',
    mend: ({ places }) =>
      `Set DDEXT_INSECURE_LOOPBACK_ISSUER=1 in .env, or use an https address in ${places.issuer}.`,
  },
  {
    when: ({ step, caught }) =>
      isSettings({ step }) && /line breaks or other control|names/.test(messageOf(caught)),
    cause: () => 'The setting has a line break or another control character, or its file cannot be read.',
    mend: ({ caught, places: { clientSecret, clientId, issuer } }) =>
      `Write ${placeOf(caught, clientSecret, clientId, issuer)} again, on one line.`,
  },
  {
    when: ({ step, caught }) => isSettings({ step }) && /: set |: add /.test(messageOf(caught)),
    cause: ({ caught }) => `${variableIn(caught) ?? 'A setting'} is missing or empty.`,
    mend: ({ caught }) => {
      const variable = variableIn(caught);
      return variable
        ? `Set ${variable} in .env for pnpm dev, and under environment in compose.yaml for the image.`
        : `Add the setting to ${providerFile}.`;
    },
  },
  {
    when: isSettings,
    cause: () => 'A setting does not have the form that it needs.',
    mend: ({ caught, places: { clientSecret, clientId, issuer } }) =>
      `Correct ${placeOf(caught, clientSecret, clientId, issuer)}: .env for pnpm dev, environment in compose.yaml for the image.`,
  },
];
