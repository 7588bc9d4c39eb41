import { hidden, redactText, secretName } from './redact.ts';

/** Shorter values, such as `true`, also occur where they are no secret. */
const shortest = 8;
/** `"access_token":"…"`, `client_secret: '…'` and `API_KEY=…`. */
const assigned =
  /(["']?\b[\w-]*(?:token|secret|password|passphrase|api_?key|verifier)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi;
/** A JSON Web Token (RFC 7519). */
const jwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * Masks secrets in an output line: the values of variables with the name of a secret, and what looks like one.
 *
 * @param variables the environment of the process that wrote the line
 */
export function maskSecrets(line: string, variables: NodeJS.ProcessEnv): string {
  const values = Object.entries(variables).flatMap(([name, value = '']) =>
    secretName.test(name) && value.length >= shortest ? [value] : [],
  );
  const masked = values.reduce((text, value) => text.replaceAll(value, hidden), line);
  return redactText(masked).replace(assigned, `$1${hidden}`).replace(jwt, hidden);
}
