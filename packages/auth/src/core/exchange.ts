import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { AuthorizationRequest } from './authorize.ts';
import { isNetworkFailure, loadOpenIdClient } from './client.ts';
import { AuthError, type AuthErrorCode } from './errors.ts';
import type { ResolvedProvider } from './settings.ts';

/** A successful token response (RFC 6749 section 5.1). */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  /** Milliseconds since the epoch; undefined where the server did not say, which is not the same as expired. */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
  /** Validated claims of the ID token, where there is one. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
}

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
): Promise<Tokens> {
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
    return tokensOf(response, provider, Date.now());
  } catch (error) {
    throw await exchangeError(provider, error);
  }
}

function tokensOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  provider: ResolvedProvider,
  now: number,
): Tokens {
  const seconds = response.expiresIn();
  return {
    accessToken: response.access_token,
    refreshToken: response.refresh_token,
    idToken: response.id_token,
    expiresAt: seconds === undefined ? undefined : now + seconds * 1000,
    // RFC 6749 section 5.1: scope may be left out where it is what was asked for.
    scopes: response.scope?.split(/[ ,]+/).filter(Boolean) ?? provider.scopes,
    claims: response.claims(),
  };
}

/** openid-client's codes for a token response or an ID token that fails validation. */
const tokenFailures = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_PARSE_ERROR',
]);

/** The provider's own words (RFC 6749 sections 4.1.2.1 and 5.2), without the full stop that a sentence of ours will add. */
function errorOf({ error, error_description }: { error: string; error_description?: string }): string {
  return [error, error_description?.replace(/\.$/, '')].filter(Boolean).join(': ');
}

async function exchangeError(provider: ResolvedProvider, error: unknown): Promise<AuthError> {
  if (error instanceof AuthError) return error;
  const client = await loadOpenIdClient();
  const failed = (code: AuthErrorCode, message: string) => new AuthError(code, message, { cause: error });
  if (error instanceof client.AuthorizationResponseError) {
    const said = errorOf(error);
    return error.error === 'access_denied'
      ? failed('access-denied', `${provider.name} did not give access (${said}).`)
      : failed('provider-refused', `${provider.name} answered "${said}".`);
  }
  if (error instanceof client.ResponseBodyError) {
    const said = errorOf(error);
    return failed('exchange-failed', `${provider.name} did not accept the sign-in: ${said}.`);
  }
  if (isNetworkFailure(error)) return failed('provider-unreachable', `${provider.name} does not answer.`);
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && tokenFailures.has(code)) {
    return failed('token-invalid', `The tokens from ${provider.name} failed validation.`);
  }
  // Before any token response: parameters that openid-client refuses (iss, state, duplicates).
  return failed(
    'response-invalid',
    `The answer from ${provider.name} does not match the sign-in it belongs to.`,
  );
}
