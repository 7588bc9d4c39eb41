import type { Profile, ResourceReader } from '@ddext-oauth/providers';
import type { Configuration, DPoPHandle } from 'openid-client';
import { allowedTarget } from '../client/api-hosts.ts';
import { loadOpenIdClient } from '../client/client.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { withProof } from '../dpop/token-type.ts';
import { AuthError, authErrorBehind } from '../errors.ts';
import { isJwtFailure, mayHaveNewKeys } from '../grants/check-error.ts';
import { codesOf } from '../grants/token-error.ts';
import type { Tokens } from '../grants/tokens.ts';
import { limitBody } from '../http/response-limit.ts';
import { acceptProfile } from './safe-profile.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Called if a profile is created without user info, with the reason. */
export type ReportMissing = (error: AuthError) => void;

/** Tokens, and what signs with the key that they are bound to. */
type Access = Tokens & { readonly dpop: DPoPHandle | undefined };

/**
 * Loads the profile of the user: the claims of the validated ID token with those of user info, if available (OpenID
 * Connect Core 1.0 section 5.3, including the `sub` check), or the provider's own user resource. The preset maps it.
 *
 * @param report called if user info is not available: some providers reject it if the scopes are for an API of the
 *   extension
 * @param dpop signs with the key that the tokens are bound to
 * @throws AuthError `profile-unavailable` | `subject-invalid`; `token-invalid` for user info of another user, or with
 *   an invalid signature
 */
export async function fetchProfile(
  configuration: Configuration,
  provider: ResolvedProvider,
  tokens: Tokens,
  report: ReportMissing = () => undefined,
  dpop?: DPoPHandle,
): Promise<Profile> {
  const access = { ...tokens, dpop };
  const read = resourceReader(configuration, provider, access);
  try {
    const claims = await claimsOf(configuration, provider, access, read, report);
    return acceptProfile(await provider.preset.profile(claims, read), provider);
  } catch (error) {
    const own = authErrorBehind(error);
    if (own) throw own;
    throw unavailable(provider, error);
  }
}

async function claimsOf(
  configuration: Configuration,
  provider: ResolvedProvider,
  tokens: Access,
  read: ResourceReader,
  report: ReportMissing,
): Promise<Claims> {
  const endpoint = configuration.serverMetadata().userinfo_endpoint;
  if (provider.preset.protocol === 'oauth2') {
    // Without user info, an ID token that came over TLS says who signed in (OpenID Connect Core 1.0 section 3.1.3.7).
    if (!endpoint) return { ...tokens.members, ...tokens.claims };
    return (await read(endpoint, provider.preset.userInfoRequest)) as Claims;
  }
  const { claims } = tokens;
  if (!endpoint) return claims ?? {};
  try {
    return withEmailOf(claims ?? {}, await userInfoOf(configuration, tokens));
  } catch (error) {
    const invalid = invalidUserInfo(provider, error);
    if (invalid) throw invalid;
    if (!claims) throw unavailable(provider, error);
    report(unavailable(provider, error));
    return claims;
  }
}

async function userInfoOf(configuration: Configuration, { accessToken, claims, dpop }: Access) {
  const client = await loadOpenIdClient();
  const subject = claims?.sub;
  const expected = typeof subject === 'string' ? subject : client.skipSubjectCheck;
  return client.fetchUserInfo(configuration, accessToken, expected, withProof(dpop));
}

function invalidUserInfo({ name }: ResolvedProvider, cause: unknown): AuthError | undefined {
  if (codesOf(cause).includes('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')) {
    return new AuthError('token-invalid', `${name} sent user info of another user.`, { cause });
  }
  return isJwtFailure(cause) || mayHaveNewKeys(cause)
    ? new AuthError('token-invalid', `The user info from ${name} failed validation.`, { cause })
    : undefined;
}

function unavailable({ name }: ResolvedProvider, cause: unknown): AuthError {
  return new AuthError('profile-unavailable', `${name} did not say who signed in.`, { cause });
}

/** Merges both. `email_verified` is from the same source as `email`: it applies to that address only. */
function withEmailOf(claims: Claims, userInfo: Claims): Claims {
  const fromClaims = userInfo.email === undefined || userInfo.email === claims.email;
  const verified = (fromClaims ? [userInfo, claims] : [userInfo]).map(({ email_verified }) => email_verified);
  return { ...claims, ...userInfo, email_verified: verified.find((value) => value !== undefined) };
}

/** Requests resources on the provider's hosts, with the access token in the Authorization header. */
function resourceReader(
  configuration: Configuration,
  provider: ResolvedProvider,
  { accessToken, dpop }: Access,
): ResourceReader {
  return async (url, { method = 'GET', headers, body } = {}) => {
    const target = allowedTarget(configuration, provider, url);
    const client = await loadOpenIdClient();
    const response = await client.fetchProtectedResource(
      configuration,
      accessToken,
      target,
      method,
      body,
      new Headers(headers),
      withProof(dpop),
    );
    if (!response.ok)
      throw new TypeError(`${target.host}${target.pathname} returned HTTP ${response.status}.`);
    return (await limitBody(response, { problem: 'profile-unavailable' })).json();
  };
}
