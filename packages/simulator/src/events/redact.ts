/** Replaces a secret. */
export const hidden = '•••';
const secretKey =
  /token|secret|password|passphrase|verifier|credential|authorization|cookie|dpop|^(?:device_?)?code$|^keys?$|(?:seal|private|api)_?key/i;
/** The name of a variable that holds a secret. A variable `…_FILE` holds the path of one. */
export const secretName = /(?:token|secret|password|passphrase|credential|key)$/i;
/** An error name in a field `code`: lower-case words with hyphens. */
const errorName = /^[a-z]+(?:-[a-z]+)+$/;
const secretParameter =
  /((?:^|[?&#\s-])(?:code|device_code|[a-z_]*token|client_secret|password|code_verifier)=)[^&#\s]+/gi;
const bearer = /\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+/gi;
const longest = 4000;

/** Masks secret parameters of URLs and headers in a text. */
export function masked(text: string): string {
  return text.replace(secretParameter, `$1${hidden}`).replace(bearer, `$1 ${hidden}`);
}

/** Shortens a text. Mask it first: a secret that is cut is not recognized. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

/** Masks the secrets in a line of JSON, such as the output of a program. */
function redactLine(line: string): string {
  if (!/^\s*[{[]/.test(line)) return line;
  try {
    return JSON.stringify(redact(JSON.parse(line)));
  } catch {
    return line;
  }
}

/** A text of JSON can have several lines, or be one value in each line. */
function redactText(text: string): string {
  const whole = redactLine(text);
  return whole === text ? text.split('\n').map(redactLine).join('\n') : whole;
}

/** The host program for the keychain prints `key`, and in a rotation also the `next` one. */
const isBesideKey = (name: string, value: object) => name === 'next' && 'key' in value;

/**
 * Returns a copy in which secrets are masked, by key or by query parameter, also in texts of JSON. A numeric `code` (an exit code)
 * and an error name are kept.
 */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return shortened(masked(redactText(value)));
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const shown = typeof inner === 'number' || typeof inner === 'boolean' || inner == null;
      const named = /^code$/i.test(key) && typeof inner === 'string' && errorName.test(inner);
      const isSecret = secretKey.test(key) || isBesideKey(key, value);
      return [key, isSecret && !shown && !named ? hidden : redact(inner)];
    }),
  );
}
