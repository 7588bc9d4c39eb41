import type { Configuration } from 'openid-client';
import type { ResolvedProvider } from './settings.ts';

/** The scope that requests a refresh token (OpenID Connect Core 1.0 section 11). */
const OFFLINE = 'offline_access';

/**
 * Returns the scopes to request: those of the settings, and `offline_access` if users are to stay signed in and the
 * provider lists it. Servers such as Hydra and ZITADEL issue no refresh token without it.
 */
export function scopesOf(configuration: Configuration, provider: ResolvedProvider): readonly string[] {
  const { scopes, offlineAccess } = provider;
  if (offlineAccess === false || scopes.includes(OFFLINE)) return scopes;
  const listed = scopes.includes('openid') && isListed(configuration);
  return offlineAccess || listed ? [...scopes, OFFLINE] : scopes;
}

function isListed(configuration: Configuration): boolean {
  const { scopes_supported } = configuration.serverMetadata();
  return Array.isArray(scopes_supported) && scopes_supported.includes(OFFLINE);
}
