import type { Configuration } from 'openid-client';
import type { Profile, ResourceReader } from '../providers/preset.ts';
import { loadOpenIdClient } from './client.ts';
import { AuthError } from './errors.ts';
import type { Tokens } from './exchange.ts';
import type { ResolvedProvider } from './settings.ts';

/**
 * Who signed in: ID token claims and user info (OpenID Connect Core 1.0 section 5.3, with its `sub` check),
 * or the provider's own user resource, mapped by the preset.
 *
 * @throws AuthError `profile-unavailable`
 */
export async function fetchProfile(
  configuration: Configuration,
  provider: ResolvedProvider,
  tokens: Tokens,
): Promise<Profile> {
  const read = resourceReader(configuration, provider, tokens.accessToken);
  try {
    const claims = await claimsOf(configuration, provider, tokens, read);
    return await provider.preset.profile(claims, read);
  } catch (error) {
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
): Promise<Readonly<Record<string, unknown>>> {
  const endpoint = configuration.serverMetadata().userinfo_endpoint;
  if (provider.preset.protocol === 'oauth2') {
    return endpoint ? ((await read(endpoint)) as Record<string, unknown>) : {};
  }
  if (!endpoint) return tokens.claims ?? {};
  const client = await loadOpenIdClient();
  const subject = tokens.claims?.sub;
  const expected = typeof subject === 'string' ? subject : client.skipSubjectCheck;
  const userInfo = await client.fetchUserInfo(configuration, tokens.accessToken, expected);
  return { ...tokens.claims, ...userInfo };
}

/** Sends the access token in the Authorization header, and to the hosts the preset lists only (RFC 9700 section 4.9). */
function resourceReader(
  configuration: Configuration,
  { preset }: ResolvedProvider,
  accessToken: string,
): ResourceReader {
  const endpoint = configuration.serverMetadata().userinfo_endpoint;
  const allowed = new Set([...preset.apiHosts, ...(endpoint ? [new URL(endpoint).host] : [])]);
  return async (url) => {
    const target = new URL(url);
    if (!allowed.has(target.host))
      throw new TypeError(`${target.host} is not among the hosts of ${preset.name}.`);
    const client = await loadOpenIdClient();
    const response = await client.fetchProtectedResource(configuration, accessToken, target, 'GET');
    if (!response.ok) throw new TypeError(`${target.host}${target.pathname} answered ${response.status}.`);
    return response.json();
  };
}
