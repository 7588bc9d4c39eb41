/** Members of requests and answers that nobody may read over a shoulder: tokens, codes, secrets, what ties an answer. */
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
]);

const LONGEST = 400;

/** A value as it may be shown: what is secret by its length only. */
export function shown(name: string, value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value, redact);
  if (hidden.has(name.toLowerCase())) return withheld(text);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

/** The scheme of an Authorization header, without its credentials. */
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
