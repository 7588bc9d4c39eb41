import type { Configuration } from 'openid-client';
import type { Profile, ResourceReader } from '../providers/preset.ts';
import { allowedTarget } from './api-hosts.ts';
import { loadOpenIdClient } from './client.ts';
import { AuthError, authErrorBehind } from './errors.ts';
import { limitBody } from './response-limit.ts';
import { acceptProfile } from './safe-profile.ts';
import type { ResolvedProvider } from './settings.ts';
import type { Tokens } from './tokens.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Who signed in: ID token claims and user info (OpenID Connect Core 1.0 section 5.3, with its `sub` check),
 * or the provider's own user resource, mapped by the preset.
 *
 * @throws AuthError `profile-unavailable` | `subject-invalid`
 */
export async function fetchProfile(
  configuration: Configuration,
  provider: ResolvedProvider,
  tokens: Tokens,
): Promise<Profile> {
  const read = resourceReader(configuration, provider, tokens.accessToken);
  try {
    const claims = await claimsOf(configuration, provider, tokens, read);
    return acceptProfile(await provider.preset.profile(claims, read), provider);
  } catch (error) {
    const own = authErrorBehind(error);
    if (own) throw own;
    throw new AuthError('profile-unavailable', `${provider.name} did not say who signed in.`, {
      cause: error,
    });
  }
}

async function claimsOf(
  configuration: Configuration,
  provider: ResolvedProvider,
  tokens: Tokens,
  read: ResourceReader,
): Promise<Claims> {
  const endpoint = configuration.serverMetadata().userinfo_endpoint;
  if (provider.preset.protocol === 'oauth2') {
    if (!endpoint) return tokens.members;
    return (await read(endpoint, provider.preset.userInfoRequest)) as Claims;
  }
  if (!endpoint) return tokens.claims ?? {};
  const client = await loadOpenIdClient();
  const subject = tokens.claims?.sub;
  const expected = typeof subject === 'string' ? subject : client.skipSubjectCheck;
  const userInfo = await client.fetchUserInfo(configuration, tokens.accessToken, expected);
  return withEmailOf(tokens.claims ?? {}, userInfo);
}

/** Both, with `email_verified` from where `email` is from: that one address is verified says nothing of another. */
function withEmailOf(claims: Claims, userInfo: Claims): Claims {
  const fromClaims = userInfo.email === undefined || userInfo.email === claims.email;
  const verified = (fromClaims ? [userInfo, claims] : [userInfo]).map(({ email_verified }) => email_verified);
  return { ...claims, ...userInfo, email_verified: verified.find((value) => value !== undefined) };
}

/** Reads on the provider's own hosts, with the access token in the Authorization header. */
function resourceReader(
  configuration: Configuration,
  provider: ResolvedProvider,
  accessToken: string,
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
    );
    if (!response.ok) throw new TypeError(`${target.host}${target.pathname} answered ${response.status}.`);
    return (await limitBody(response, { problem: 'profile-unavailable' })).json();
  };
}
