import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { requireAccessTokenOf } from './at-hash.ts';
import type { ResolvedProvider } from './settings.ts';

/** A successful token response (RFC 6749 section 5.1). Times are in milliseconds since the epoch. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly issuedAt: number;
  /** Absent where the server did not say, which is not the same as expired. */
  readonly expiresAt?: number;
  readonly scopes: readonly string[];
  /** Validated claims of the ID token, where there is one. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** What the response says beside the tokens: at some servers, who signed in. Not stored. */
  readonly members: Readonly<Record<string, unknown>>;
}

/**
 * The tokens of a response that openid-client has checked, once the ID token's `at_hash` is compared as well.
 *
 * @throws AuthError `token-invalid`
 */
export async function checkedTokens(
  { name }: ResolvedProvider,
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requested: readonly string[],
  now: number,
): Promise<Tokens> {
  if (response.id_token) await requireAccessTokenOf(name, response.id_token, response.access_token);
  return tokensOf(response, requested, now);
}

/** @param requested the scopes that were asked for: a response may leave out what it grants in full (RFC 6749 section 5.1) */
export function tokensOf(
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
