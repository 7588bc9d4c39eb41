import type { Configuration, DPoPHandle } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { withProof } from '../dpop/token-type.ts';
import { checkError } from './check-error.ts';
import { resourceParameter } from './resource.ts';
import { tokenError } from './token-error.ts';
import { askForTokens, checkTokens, type TokenResponse } from './token-response.ts';
import { checkedTokens, type Tokens } from './tokens.ts';

/** The tokens to renew. The scopes stay the same unless the response names others. */
export interface Renewed {
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  /** Signs with the key that the tokens are bound to. */
  readonly dpop?: DPoPHandle | undefined;
}

/**
 * Refreshes an access token (RFC 6749 section 6) in one step. A caller that stores tokens uses {@link askForRenewal}
 * and {@link checkRenewal}.
 *
 * @throws AuthError `refresh-failed` for a rejection, `provider-unreachable`, `token-invalid`
 */
export async function refreshTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  session: Renewed,
  now: number,
): Promise<Tokens> {
  const asked = askForRenewal(configuration, provider, session, now).catch((caught) => {
    throw tokenError(provider, caught, 'refresh-failed', configuration);
  });
  return checkRenewal(configuration, provider, session, await asked);
}

/**
 * Sends a refresh token, which may invalidate it. The caller sends one request at a time.
 *
 * @returns the unchecked response. The caller must store its refresh token first
 * @throws the errors of openid-client for any response without status 200, and for none
 */
export async function askForRenewal(
  configuration: Configuration,
  provider: ResolvedProvider,
  renewed: Pick<Renewed, 'refreshToken' | 'dpop'>,
  now: number,
): Promise<TokenResponse> {
  const { refreshToken } = renewed;
  const grant = await grantOf(configuration, provider, renewed);
  return askForTokens(configuration, refreshToken, grant, now);
}

/** Returns the refresh token in a response, checked or not. Undefined if it contains none. */
export function refreshTokenIn({ body }: TokenResponse): string | undefined {
  try {
    const token: unknown = JSON.parse(body)?.refresh_token;
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Checks the response to a refresh token.
 *
 * @throws AuthError `token-invalid` for an invalid response, `refresh-failed` for one that is not a token response,
 *   `provider-unreachable` or `provider-misconfigured` if the provider's keys cannot be loaded
 */
export async function checkRenewal(
  configuration: Configuration,
  provider: ResolvedProvider,
  { refreshToken, scopes, dpop }: Renewed,
  response: TokenResponse,
): Promise<Tokens> {
  const grant = await grantOf(configuration, provider, { refreshToken, dpop });
  try {
    const checked = await checkTokens(configuration, refreshToken, grant, response);
    return await checkedTokens(provider, checked, scopes, response.receivedAt, dpop);
  } catch (caught) {
    throw checkError(provider, caught, 'refresh-failed', response);
  }
}

async function grantOf(
  configuration: Configuration,
  provider: ResolvedProvider,
  { refreshToken, dpop }: Pick<Renewed, 'refreshToken' | 'dpop'>,
) {
  const client = await loadOpenIdClient();
  const parameters = resourceParameter(provider);
  return () => client.refreshTokenGrant(configuration, refreshToken, parameters, withProof(dpop));
}
