import type { Configuration } from 'openid-client';
import { isBrowserPage } from './browser-page.ts';
import { loadOpenIdClient } from './client.ts';
import { failureStatus } from './response-status.ts';

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/**
 * Revokes the refresh token, then the access token, where the provider has an endpoint for it (RFC 7009 section 2.1).
 * A token that the provider does not know any more counts as revoked, as the RFC has it; a 503 is tried once more
 * (section 2.2.1).
 *
 * @returns whether the provider has taken them back: false where it cannot, or would not
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
 * Where the browser ends the session at the provider itself (OpenID Connect RP-Initiated Logout 1.0 section 2).
 *
 * @param idTokenHint the ID token of the sign-in, for a provider that needs it. Without one, a provider may ask the person
 *   first, or keep the session
 * @returns undefined where the provider has no such place, or names one that a browser must not be sent to
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
