import type { Configuration } from 'openid-client';
import { loadOpenIdClient } from './client.ts';
import { AuthError } from './errors.ts';
import type { ResolvedProvider } from './settings.ts';
import { tokenError } from './token-error.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** Refresh tokens that are of no use any more (RFC 6749 section 5.2), and what GitHub and Slack call that. */
const ended = new Set(['invalid_grant', 'bad_refresh_token', 'invalid_refresh_token']);

/**
 * Refreshes an access token (RFC 6749 section 6). One request; that there is only one at a time is the caller's
 * business.
 *
 * @param session what is being renewed; scopes stay what they were unless the response says otherwise
 * @throws AuthError `sign-in-again` where the refresh token is no longer good, `refresh-failed` for another refusal,
 *   `provider-unreachable`, `token-invalid`
 */
export async function refreshTokens(
  configuration: Configuration,
  provider: ResolvedProvider,
  session: { readonly refreshToken: string; readonly scopes: readonly string[] },
  now: number,
): Promise<Tokens> {
  const client = await loadOpenIdClient();
  try {
    const response = await client.refreshTokenGrant(configuration, session.refreshToken);
    return tokensOf(response, session.scopes, now);
  } catch (caught) {
    const { error } = caught as { error?: string };
    if (error && ended.has(error)) {
      throw new AuthError('sign-in-again', `${provider.name} ended this sign-in.`, { cause: caught });
    }
    throw tokenError(provider, caught, 'refresh-failed');
  }
}
