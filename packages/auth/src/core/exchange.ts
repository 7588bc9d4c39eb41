import type { Configuration } from 'openid-client';
import { requireWellFormed } from './authorization-response.ts';
import type { AuthorizationRequest } from './authorize.ts';
import { loadOpenIdClient } from './client.ts';
import { AuthError } from './errors.ts';
import type { ResolvedProvider } from './settings.ts';
import { errorOf, tokenError } from './token-error.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/**
 * Checks an authorization response against its request (state, iss by RFC 9207) and exchanges the code
 * (RFC 6749 section 4.1.3).
 *
 * @param query the query of the callback, as it came
 * @throws AuthError `access-denied` | `provider-refused` | `response-invalid` | `exchange-failed` |
 *   `token-invalid` | `provider-unreachable`
 */
export async function exchangeCode(
  configuration: Configuration,
  provider: ResolvedProvider,
  request: AuthorizationRequest,
  query: URLSearchParams,
  now: number,
): Promise<Tokens> {
  requireWellFormed(provider, query);
  const client = await loadOpenIdClient();
  // Built from the redirect URI we sent and never from the Host header of whoever calls.
  const currentUrl = new URL(request.redirectUri);
  currentUrl.search = query.toString();
  try {
    const response = await client.authorizationCodeGrant(configuration, currentUrl, {
      expectedState: request.state,
      ...(request.codeVerifier && { pkceCodeVerifier: request.codeVerifier }),
      ...(request.nonce && { expectedNonce: request.nonce, idTokenExpected: true }),
    });
    return tokensOf(response, provider.scopes, now);
  } catch (error) {
    throw exchangeError(provider, error);
  }
}

/** An error that the provider put into the callback's query (RFC 6749 section 4.1.2.1). */
interface AuthorizationError {
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
}

function exchangeError(provider: ResolvedProvider, caught: unknown): AuthError {
  const error = caught as AuthorizationError;
  if (error.code !== 'OAUTH_AUTHORIZATION_RESPONSE_ERROR')
    return tokenError(provider, caught, 'exchange-failed');
  const said = errorOf(error);
  return error.error === 'access_denied'
    ? new AuthError('access-denied', `${provider.name} did not give access (${said}).`, { cause: caught })
    : new AuthError('provider-refused', `${provider.name} answered "${said}".`, { cause: caught });
}
