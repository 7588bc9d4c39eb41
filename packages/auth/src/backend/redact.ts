/** Names of members and headers that are redacted. Case, `_` and `-` are ignored. */
const secretNames = new Set(
  [
    'access_token',
    'authorization',
    'browser_key',
    'caller_token',
    'client_assertion',
    'client_key',
    'client_secret',
    'code',
    'code_verifier',
    'cookie',
    'device_code',
    'dpop',
    'dpop_key',
    'id_token',
    'key',
    'keys',
    'nonce',
    'password',
    'private_key',
    'proxy-authorization',
    'refresh_token',
    'secret',
    'set-cookie',
    'state',
    'token',
    'user_code',
    'verification_uri_complete',
  ].map(normalizedName),
);

const DEEPEST = 8;
const WITHHELD = '[withheld]';

/**
 * Returns a copy in which every value with the name of a secret is redacted, at any depth. Errors are left to their
 * serializer.
 */
export function withoutSecrets(members: Record<string, unknown>): Record<string, unknown> {
  return copy(members, 0) as Record<string, unknown>;
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || isError(value)) return value;
  if (depth === DEEPEST) return WITHHELD;
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretNames.has(normalizedName(name)) ? WITHHELD : copy(member, depth + 1),
    ]),
  );
}

/** Checks the shape: an error of another realm is not an instance of this realm's Error. */
export function isError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
