import { type Cause, causeChain } from './causes.ts';
import { AuthError } from './errors.ts';
import { isMembers, parseMembers } from './response-body.ts';
import { failureStatus, isTemporaryStatus } from './response-status.ts';

/**
 * Refuses an answer of the `jwks_uri` that is not a JWK set (RFC 7517 section 5), before openid-client takes it for a
 * fault of the token it was to check.
 *
 * @throws AuthError `provider-unreachable` for an answer that says "not now", `provider-misconfigured` for any other
 */
export async function requireKeySet(name: string, url: string, response: Response): Promise<Response> {
  if (isTemporaryStatus(response.status)) {
    throw new AuthError('provider-unreachable', `${name} returned HTTP ${response.status} for its keys.`);
  }
  if (response.status !== 200) throw unusable(name, url, `HTTP ${response.status}`);
  const members = parseMembers(await response.text(), response);
  if (!members) throw unusable(name, url, 'it is not JSON');
  if (!Array.isArray(members.keys) || !members.keys.every(isMembers)) {
    throw unusable(name, url, 'it has no list of keys');
  }
  return new Response(JSON.stringify(members), { headers: { 'content-type': 'application/json' } });
}

/**
 * A key that the provider publishes and that no signature can be checked with: malformed, or shorter than RFC 7518
 * section 3.3 allows. Undefined for any other failure.
 */
export function keyProblem(name: string, caught: unknown): AuthError | undefined {
  if (failureStatus(caught) !== undefined) return undefined;
  if (!causeChain(caught).some(isAboutKey)) return undefined;
  const message = `${name} publishes a signing key that is malformed, or shorter than 2048 bits.`;
  return new AuthError('provider-misconfigured', message, { cause: caught });
}

function isAboutKey({ name, message }: Cause): boolean {
  return name === 'DataError' || /modulusLength|RSA modulus/i.test(String(message));
}

function unusable(name: string, url: string, why: string): AuthError {
  return new AuthError('provider-misconfigured', `${name} publishes no usable keys at ${url}: ${why}.`);
}
