import type { Configuration, DPoPHandle } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import { scopesOf } from '../client/scopes.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { withProof } from '../dpop/token-type.ts';
import { AuthError } from '../errors.ts';
import { requireWellFormed } from './authorization-response.ts';
import type { AuthorizationRequest } from './authorize.ts';
import { checkError } from './check-error.ts';
import { resourceParameter } from './resource.ts';
import { codesOf, errorOf, tokenError } from './token-error.ts';
import { askForTokens, checkTokens, type TokenResponse } from './token-response.ts';
import { checkedTokens, type Tokens } from './tokens.ts';

/** An authorization response with its request, for the token request. */
export interface CodeExchange {
  readonly request: AuthorizationRequest;
  /** The unchanged query of the callback. */
  readonly query: URLSearchParams;
  /** Signs with the request's `dpopKey`, if it has one. */
  readonly dpop?: DPoPHandle | undefined;
}

/**
 * Checks an authorization response and exchanges the code, in one step.
 *
 * @throws AuthError the errors of {@link askForCodeTokens} and {@link checkCodeTokens}
 */
export async function exchangeCode(
  configuration: Configuration,
  provider: ResolvedProvider,
  exchange: CodeExchange,
  now: number,
): Promise<Tokens> {
  const response = await askForCodeTokens(configuration, provider, exchange, now);
  return checkCodeTokens(configuration, provider, exchange, response);
}

/**
 * Checks an authorization response against its request (state, and iss of RFC 9207) and sends the token request (RFC
 * 6749 section 4.1.3).
 *
 * @throws AuthError `access-denied` | `provider-refused` | `response-invalid` | `exchange-failed` |
 *   `provider-unreachable` | `provider-misconfigured`
 */
export async function askForCodeTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  exchange: CodeExchange,
  now: number,
): Promise<TokenResponse> {
  requireWellFormed(provider, exchange.query);
  try {
    return await askForTokens(
      configuration,
      codeOf(exchange),
      await grantOf(configuration, provider, exchange),
      now,
    );
  } catch (error) {
    throw exchangeError(configuration, provider, error);
  }
}

/**
 * Checks the token response to a code.
 *
 * @throws AuthError `token-invalid` | `exchange-failed` | `provider-unreachable` | `provider-misconfigured`
 */
export async function checkCodeTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  exchange: CodeExchange,
  response: TokenResponse,
): Promise<Tokens> {
  const grant = await grantOf(configuration, provider, exchange);
  try {
    const checked = await checkTokens(configuration, codeOf(exchange), grant, response);
    const requested = scopesOf(configuration, provider);
    return await checkedTokens(provider, checked, requested, response.receivedAt, exchange.dpop);
  } catch (error) {
    throw checkError(provider, error, 'exchange-failed', response);
  }
}

async function grantOf(
  configuration: Configuration,
  provider: ResolvedProvider,
  { request, query, dpop }: CodeExchange,
) {
  const client = await loadOpenIdClient();
  // Built from the redirect URI that was sent, never from the Host header of the request.
  const currentUrl = new URL(request.redirectUri);
  currentUrl.search = query.toString();
  return () =>
    client.authorizationCodeGrant(
      configuration,
      currentUrl,
      {
        expectedState: request.state,
        ...(request.codeVerifier && { pkceCodeVerifier: request.codeVerifier }),
        ...(request.nonce && { expectedNonce: request.nonce, idTokenExpected: true }),
      },
      resourceParameter(provider),
      withProof(dpop),
    );
}

function codeOf({ query }: CodeExchange): string {
  return query.get('code') ?? '';
}

/** An error response in the callback's query (RFC 6749 section 4.1.2.1). */
interface AuthorizationError {
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
}

function exchangeError(configuration: Configuration, provider: ResolvedProvider, caught: unknown): AuthError {
  const error = caught as AuthorizationError;
  if (error.code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') {
    const errorDescription = errorOf(error);
    return error.error === 'access_denied'
      ? new AuthError('access-denied', `You declined access at ${provider.name} (${errorDescription}).`, {
          cause: caught,
        })
      : new AuthError('provider-refused', `${provider.name} returned "${errorDescription}".`, {
          cause: caught,
        });
  }
  // No token response was read yet, so the authorization response is malformed.
  if (codesOf(caught).some((code) => malformedResponses.has(code))) {
    const message = `The response from ${provider.name} does not match the sign-in it belongs to.`;
    return new AuthError('response-invalid', message, { cause: caught });
  }
  return tokenError(provider, caught, 'exchange-failed', configuration);
}

/** openid-client's codes for a callback with a missing, duplicate or unexpected parameter. */
const malformedResponses = new Set(['OAUTH_INVALID_RESPONSE', 'OAUTH_UNSUPPORTED_OPERATION']);
