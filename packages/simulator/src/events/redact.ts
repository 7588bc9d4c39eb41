import { hidden, masked, shortened } from './mask-text.ts';

/** The name of a member that holds a secret. */
const secretKey =
  /token|secret|passw(?:or)?d|passphrase|passcode|verifier|credential|authorization|cookie|assertion|signature|dpop|session[_-]?id|^(?:device[_-]?)?code$|(?:^|[_-])(?:otp|pass|pwd|pat|sid|sig)$|^(?:[\w-]{0,64}[_-])?keys?$|(?:seal|private|api|access|signing)[_-]?key/i;
/** A number of these is a secret too: a PIN. For other names a number is a count, a time or an exit code. */
const secretNumber = /passw(?:or)?d|passcode|^(?:otp|pwd)$/i;
/** An error name in a field `code`: lower-case words with hyphens. */
const errorName = /^[a-z]+(?:-[a-z]+)+$/;
/** An argument that precedes a secret in a list of arguments. */
const secretFlag = /^--?[\w-]{0,64}(?:token|secret|passw(?:or)?d|passphrase|credentials?|key)$/i;
/** `--user name:password` of curl. `--user 1000:1000` of docker is no secret. */
const userFlag = /^(?:-u|--user)$/;

/** `docker login -u NAME -p PASSWORD`. For other commands, `-p` publishes ports. */
function isPassword(before: string, value: string, list: readonly unknown[]): boolean {
  const hasUser = list.includes('-u') || list.includes('--username');
  return before === '-p' && hasUser && !/^[\d.:[\]-]+(?:\/\w+)?$/.test(value);
}

/** Levels of objects and lists that are shown. Deeper ones could exceed the stack. */
const deepest = 100;

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

/** A list can be the arguments of a program, or a header and its value. */
function redactList(list: readonly unknown[], depth: number): unknown[] {
  const isPair = list.length === 2;
  return list.map((value, index) => {
    const before = list[index - 1];
    if (typeof value !== 'string' || typeof before !== 'string') return redactAt(value, depth);
    if (secretFlag.test(before) || isPassword(before, value, list)) return hidden;
    if (isPair && /^[\w-]{1,64}$/.test(before) && secretKey.test(before)) return hidden;
    return redact(userFlag.test(before) ? value.replace(/:(?!\d+$).+/s, `:${hidden}`) : value);
  });
}

/** The host program for the keychain prints `key`, and in a rotation also the `next` one. */
const isBesideKey = (name: string, value: object) => name === 'next' && 'key' in value;
/** The private members of a JSON Web Key (RFC 7518 section 6). */
const isOfPrivateKey = (name: string, value: object) => /^(?:d|p|q|dp|dq|qi|k)$/.test(name) && 'kty' in value;
/** The base64 of name and password in config.json of docker. */
const isDockerAuth = (name: string, value: object) =>
  name === 'auth' && 'auth' in value && typeof value.auth === 'string';
/** `{ name: 'CLIENT_SECRET', value: '…' }`. */
const isNamedValue = (name: string, value: object) =>
  /^value$/i.test(name) && 'name' in value && typeof value.name === 'string' && secretKey.test(value.name);

function isShown(name: string, inner: unknown): boolean {
  if (typeof inner === 'number') return !secretNumber.test(name);
  if (typeof inner === 'boolean' || inner == null) return true;
  return /^code$/i.test(name) && typeof inner === 'string' && errorName.test(inner);
}

/**
 * Returns a copy in which secrets are masked, by key, by query parameter, by the argument before them, and by their form, also in texts
 * of JSON. A numeric `code` (an exit code) and an error name are kept.
 */
export function redact(value: unknown): unknown {
  return redactAt(value, 0);
}

function redactAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return shortened(masked(redactText(value)));
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return redactList(value, depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isSecret =
        secretKey.test(key) ||
        [isBesideKey, isDockerAuth, isNamedValue, isOfPrivateKey].some((is) => is(key, value));
      return [key, isSecret && !isShown(key, inner) ? hidden : redactAt(inner, depth + 1)];
    }),
  );
}

/** Headers whose values are shown. The value of any other header can be a secret that its name does not tell. */
const shownHeaders =
  /^(?:accept(?:-\w+)?|allow|cache-control|connection|content-(?:disposition|encoding|language|length|range|security-policy|type)|date|etag|host|if-(?:modified-since|none-match)|keep-alive|last-modified|origin|range|retry-after|server|transfer-encoding|user-agent|vary|x-content-type-options|x-powered-by)$/i;

/** Masks the values of headers, except for those that hold no secret. The scheme of Authorization is kept. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (shownHeaders.test(name)) return [name, String(redact(value))];
      const [, scheme = ''] = /^authorization$/i.test(name) ? (/^(\w+ )\S/.exec(value) ?? []) : [];
      return [name, `${scheme}${hidden}`];
    }),
  );
}
