import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const API = 'https://api.x.com';

/** X, formerly Twitter, by OAuth 2.0. @see https://docs.x.com/fundamentals/authentication/oauth-2-0 */
export const x: Preset = {
  id: 'x',
  name: 'X',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://x.com/i/oauth2/authorize',
    token: `${API}/2/oauth2/token`,
    userInfo: `${API}/2/users/me?user.fields=profile_image_url`,
    revocation: 'https://api.twitter.com/2/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('Apps of the type "Native App" have no secret.') },
  pkce: { method: 'S256' },
  scopes: { default: ['users.read', 'tweet.read'], separator: ' ' },
  refresh: { scopes: ['offline.access'] },
  deviceCode: unknown('X documents no device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.x.com'],
  // The email address requires a scope, a field and a permission that X grants to each app.
  profile: mapProfile({
    id: 'data.id',
    name: ['data.name', 'data.username'],
    avatarUrl: 'data.profile_image_url',
  }),
};
