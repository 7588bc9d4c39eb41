/** Members of requests and responses that are not shown: tokens, codes, secrets, and what binds a response. */
const hidden = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
  'device_code',
  'assertion',
  'state',
  'nonce',
  'dpop',
]);

const LONGEST = 400;

/** Returns a value for display. Only the length of a secret is shown. */
export function shown(name: string, value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value, redact);
  if (hidden.has(name.toLowerCase())) return withheld(text);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

/** Returns the scheme of an Authorization header without its credentials. */
export function shownAuthorization(header: string): string {
  const [scheme = '', ...credentials] = header.split(' ');
  return `${scheme} ${withheld(credentials.join(' '))}`;
}

function redact(name: string, value: unknown): unknown {
  return typeof value === 'string' && hidden.has(name.toLowerCase()) ? withheld(value) : value;
}

function withheld(text: string): string {
  return `(hidden, ${text.length} characters)`;
}
