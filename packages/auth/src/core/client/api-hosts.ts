import type { Configuration } from 'openid-client';
import { AuthError } from '../errors.ts';
import type { ResolvedProvider } from './settings.ts';

/**
 * What callers of an API pass in place of a URL: the name of the user info endpoint in a provider's metadata (OpenID
 * Connect Discovery 1.0 section 3).
 */
export const USER_INFO = 'userinfo_endpoint';

/**
 * Checks a URL of an API call: its host must be listed by the preset or the extension, or be that of the user info
 * endpoint (RFC 9700 section 4.9.1). {@link USER_INFO} is the URL of that endpoint. `createFetch` decides whether plain http is allowed.
 *
 * @throws AuthError `host-not-allowed` | `request-invalid`
 */
export function allowedTarget(configuration: Configuration, provider: ResolvedProvider, url: string): URL {
  const userInfo = configuration.serverMetadata().userinfo_endpoint;
  if (url === USER_INFO) {
    if (userInfo) return new URL(userInfo);
    throw new AuthError('request-invalid', `${provider.name} has no user info endpoint.`);
  }
  if (!URL.canParse(url)) throw new AuthError('request-invalid', `"${url}" is not an absolute URL.`);
  const target = new URL(url);
  const hosts = new Set([...provider.apiHosts, ...(userInfo ? [new URL(userInfo).host] : [])]);
  if (!hosts.has(target.host)) {
    throw new AuthError('host-not-allowed', `${provider.name}: the access token is not for ${target.host}.`);
  }
  return target;
}
