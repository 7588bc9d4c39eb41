import type { Configuration } from 'openid-client';
import { loadOpenIdClient } from '../client/client.ts';
import { isBrowserPage } from '../http/browser-page.ts';
import { failureStatus } from '../http/response-status.ts';

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/**
 * Revokes the refresh token, then the access token, if the provider has a revocation endpoint (RFC 7009 section 2.1). A
 * token that the provider does not know counts as revoked, as in the RFC. A 503 is repeated once (section 2.2.1).
 *
 * @returns whether the provider revoked the tokens
 */
export async function revokeTokens(configuration: Configuration, tokens: IssuedTokens): Promise<boolean> {
  if (!configuration.serverMetadata().revocation_endpoint) return false;
  const revocations = [
    tokens.refreshToken && { token: tokens.refreshToken, token_type_hint: 'refresh_token' },
    { token: tokens.accessToken, token_type_hint: 'access_token' },
  ];
  let revoked = true;
  for (const revocation of revocations) {
    if (revocation) revoked = (await revoke(configuration, revocation)) && revoked;
  }
  return revoked;
}

async function revoke(
  configuration: Configuration,
  { token, token_type_hint }: { token: string; token_type_hint: string },
): Promise<boolean> {
  const client = await loadOpenIdClient();
  for (let tries = 0; tries < 2; tries++) {
    try {
      await client.tokenRevocation(configuration, token, { token_type_hint });
      return true;
    } catch (error) {
      if (failureStatus(error) !== 503) return false;
    }
  }
  return false;
}

/**
 * Returns the link that ends the session at the provider (OpenID Connect RP-Initiated Logout 1.0 section 2).
 *
 * @param idTokenHint the ID token of the sign-in, for a provider that requires it. Without it, a provider may ask the
 *   user first, or keep the session
 * @returns undefined if the provider has no such endpoint, or one that a browser must not open
 */
export async function endSessionUrl(
  configuration: Configuration,
  insecureLoopback: boolean,
  idTokenHint?: string,
): Promise<string | undefined> {
  const endpoint = configuration.serverMetadata().end_session_endpoint;
  if (!endpoint || !isBrowserPage(endpoint, insecureLoopback)) return undefined;
  const client = await loadOpenIdClient();
  const parameters = idTokenHint ? { id_token_hint: idTokenHint } : undefined;
  return client.buildEndSessionUrl(configuration, parameters).href;
}
