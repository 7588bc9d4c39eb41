import { AuthError } from '../errors.ts';

/** RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2, and OpenID Connect Session Management 1.0 section 2. */
const single = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'session_state'] as const;

/** Parameters of other response types and modes, which are never requested. */
const foreign = ['response', 'id_token', 'token'] as const;

/**
 * Checks the form of an authorization response. Each parameter occurs once (RFC 6749 section 3.1): otherwise two
 * programs could read different values. A response without an error has a code. openid-client checks the values.
 *
 * @throws AuthError `response-invalid`
 */
export function requireWellFormed(provider: { readonly name: string }, query: URLSearchParams): void {
  const invalid = (reason: string) =>
    new AuthError('response-invalid', `The response from ${provider.name} ${reason}.`);
  const repeated = single.find((name) => query.getAll(name).length > 1);
  if (repeated) throw invalid(`has "${repeated}" more than once`);
  const unexpected = foreign.find((name) => query.has(name));
  if (unexpected) throw invalid(`has "${unexpected}", which was not asked for`);
  if (!query.get('code') && !query.get('error')) throw invalid('has neither a code nor an error');
}
