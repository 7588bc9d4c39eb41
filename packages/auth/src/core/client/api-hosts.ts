import type { Configuration } from 'openid-client';
import { AuthError } from '../errors.ts';
import type { ResolvedProvider } from './settings.ts';

/**
 * Checks a URL of an API call: its host must be listed by the preset or the extension, or be that of the user info
 * endpoint (RFC 9700 section 4.9.1). `createFetch` decides whether plain http is allowed.
 *
 * @throws AuthError `host-not-allowed` | `request-invalid`
 */
export function allowedTarget(configuration: Configuration, provider: ResolvedProvider, url: string): URL {
  if (!URL.canParse(url)) throw new AuthError('request-invalid', `"${url}" is not an absolute URL.`);
  const target = new URL(url);
  const userInfo = configuration.serverMetadata().userinfo_endpoint;
  const hosts = new Set([...provider.apiHosts, ...(userInfo ? [new URL(userInfo).host] : [])]);
  if (!hosts.has(target.host)) {
    throw new AuthError('host-not-allowed', `${provider.name}: the access token is not for ${target.host}.`);
  }
  return target;
}
