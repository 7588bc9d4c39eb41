import { fromBase64, toBase64url } from '../base64.ts';
import { AuthError } from '../errors.ts';

/** Returns the hash of a signature algorithm (OpenID Connect Core 1.0 section 3.1.3.6). EdDSA uses that of Ed25519. */
function hashOf(algorithm: string): string {
  const bits = /(256|384|512)$/.exec(algorithm)?.[1] ?? '512';
  return `SHA-${bits}`;
}

/**
 * Checks `at_hash`, if the ID token contains it: the access token must be the one that was issued with it (OpenID
 * Connect Core 1.0 sections 3.1.3.6 and 3.1.3.8).
 *
 * @param idToken a token whose signature and claims are already validated
 * @throws AuthError `token-invalid`
 */
export async function requireAccessTokenOf(
  name: string,
  idToken: string,
  accessToken: string,
): Promise<void> {
  const [header = '', payload = ''] = idToken.split('.');
  const { at_hash: expected } = decode(payload);
  if (expected === undefined) return;
  const bytes = new TextEncoder().encode(accessToken);
  const digest = new Uint8Array(await crypto.subtle.digest(hashOf(String(decode(header).alg)), bytes));
  if (toBase64url(digest.subarray(0, digest.length / 2)) === expected) return;
  throw new AuthError('token-invalid', `${name} sent an access token that its ID token does not belong to.`);
}

function decode(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(new TextDecoder().decode(fromBase64(part)));
}
