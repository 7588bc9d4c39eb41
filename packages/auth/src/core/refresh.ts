import type { Configuration } from 'openid-client';
import { checkError } from './check-error.ts';
import { loadOpenIdClient } from './client.ts';
import type { ResolvedProvider } from './settings.ts';
import { tokenError } from './token-error.ts';
import { askForTokens, checkTokens, type TokenResponse } from './token-response.ts';
import { checkedTokens, type Tokens } from './tokens.ts';

/** What is being renewed; scopes stay what they were unless the response says otherwise. */
export interface Renewed {
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/**
 * Refreshes an access token (RFC 6749 section 6) in one step, for a caller that keeps nothing; see
 * {@link askForRenewal} for one that does.
 *
 * @throws AuthError `refresh-failed` for a refusal, `provider-unreachable`, `token-invalid`
 */
export async function refreshTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  session: Renewed,
  now: number,
): Promise<Tokens> {
  const asked = askForRenewal(configuration, session.refreshToken, now).catch((caught) => {
    throw tokenError(provider, caught, 'refresh-failed', configuration);
  });
  return checkRenewal(configuration, provider, session, await asked);
}

/**
 * Makes the one request that a refresh token may be good for. The caller makes one at a time.
 *
 * @returns the answer, unchecked: first of all, its refresh token has to be kept
 * @throws what openid-client throws for any other answer than one with status 200, and for none
 */
export async function askForRenewal(
  configuration: Configuration,
  refreshToken: string,
  now: number,
): Promise<TokenResponse> {
  const client = await loadOpenIdClient();
  const grant = () => client.refreshTokenGrant(configuration, refreshToken);
  return askForTokens(configuration, refreshToken, grant, now);
}

/** The refresh token in a response, checked or not; undefined if it has none. */
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
 * Checks the answer to a renewal.
 *
 * @throws AuthError `token-invalid` where it fails, `refresh-failed` where it is no token response,
 *   `provider-unreachable` or `provider-misconfigured` where the provider's keys cannot be had
 */
export async function checkRenewal(
  configuration: Configuration,
  provider: ResolvedProvider,
  { refreshToken, scopes }: Renewed,
  response: TokenResponse,
): Promise<Tokens> {
  const client = await loadOpenIdClient();
  const grant = () => client.refreshTokenGrant(configuration, refreshToken);
  try {
    const checked = await checkTokens(configuration, refreshToken, grant, response);
    return await checkedTokens(provider, checked, scopes, response.receivedAt);
  } catch (caught) {
    throw checkError(provider, caught, 'refresh-failed', response);
  }
}
