import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

/** Atlassian accounts and, with their scopes, Jira and Confluence Cloud: OAuth 2.0 (3LO). @see https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/ */
export const atlassian: Preset = {
  id: 'atlassian',
  name: 'Atlassian',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://auth.atlassian.com/authorize',
    token: 'https://auth.atlassian.com/oauth/token',
    userInfo: 'https://api.atlassian.com/me',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: undocumented('whether the secret may be left out') },
  // Not mentioned there; one library sends it and another does not.
  pkce: { method: 'S256' },
  scopes: { default: ['read:me'], separator: ' ' },
  authorizationParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: undocumented('whether there is a device flow'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.atlassian.com'],
  profile: mapProfile({ id: 'account_id', name: 'name', email: 'email', avatarUrl: 'picture' }),
};
