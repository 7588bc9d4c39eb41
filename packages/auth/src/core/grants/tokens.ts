import type { DPoPHandle, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { ResolvedProvider } from '../client/settings.ts';
import { requireTokenType } from '../dpop/token-type.ts';
import { requireAccessTokenOf } from './at-hash.ts';

/** A successful token response (RFC 6749 section 5.1). Times are in milliseconds since the epoch. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly issuedAt: number;
  /** Absent if the server did not tell, which does not mean expired. */
  readonly expiresAt?: number;
  readonly scopes: readonly string[];
  /** The validated claims of the ID token, if there is one. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The other members of the response. Some servers identify the user there. Not stored. */
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * Converts a response that openid-client has checked, after checking `token_type` and `at_hash`.
 *
 * @param dpop the handle that signed the request's proof
 * @throws AuthError `token-invalid`
 */
export async function checkedTokens(
  provider: ResolvedProvider,
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requested: readonly string[],
  now: number,
  dpop: DPoPHandle | undefined,
): Promise<Tokens> {
  requireTokenType(provider, response.token_type, dpop);
  if (response.id_token) await requireAccessTokenOf(provider.name, response.id_token, response.access_token);
  return tokensOf(response, requested, now);
}

/** @param requested the requested scopes, which a response may omit if all are granted (RFC 6749 section 5.1) */
function tokensOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requested: readonly string[],
  now: number,
): Tokens {
  const seconds = response.expiresIn();
  const claims = response.claims();
  const { access_token: _access, refresh_token: _refresh, id_token: _id, ...members } = response;
  return {
    accessToken: response.access_token,
    issuedAt: now,
    members,
    scopes: response.scope?.split(/[ ,]+/).filter(Boolean) ?? requested,
    ...(response.refresh_token && { refreshToken: response.refresh_token }),
    ...(response.id_token && { idToken: response.id_token }),
    ...(seconds !== undefined && { expiresAt: now + seconds * 1000 }),
    ...(claims && { claims }),
  };
}
