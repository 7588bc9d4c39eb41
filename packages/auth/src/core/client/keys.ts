import { type Cause, causeChain } from '../causes.ts';
import { AuthError } from '../errors.ts';
import { isMembers, parseMembers } from '../http/response-body.ts';
import { failureStatus, isTemporaryStatus } from '../http/response-status.ts';

/**
 * Checks that a response of the `jwks_uri` is a JWK set (RFC 7517 section 5). Otherwise openid-client would report an
 * invalid token.
 *
 * @throws AuthError `provider-unreachable` for a temporary error, `provider-misconfigured` for any other response
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
 * Returns the error for a published key that cannot check a signature: malformed, or shorter than RFC 7518 section 3.3
 * allows. Undefined for other failures.
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
