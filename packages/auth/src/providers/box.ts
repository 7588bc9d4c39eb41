import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const SETUP = 'box/developer.box.com@eee1aa6 content/guides/authentication/oauth2/oauth2-setup.md';
const TOKENS = 'box/developer.box.com@eee1aa6 content/guides/authentication/tokens';

/** Box, as a custom app with user authentication. @see https://developer.box.com/guides/authentication/oauth2 */
export const box: Preset = {
  id: 'box',
  name: 'Box',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://account.box.com/api/oauth2/authorize',
    token: 'https://api.box.com/oauth2/token',
    userInfo: 'https://api.box.com/2.0/users/me',
    revocation: 'https://api.box.com/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('The guides have the client secret in every token request and know no PKCE.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  refresh: { issued: yes(), rotation: yes('A refresh token is good for one use, within 60 days.') },
  deviceCode: unknown('Whether there is a device flow is not documented.'),
  clientCredentials: yes('It is an authentication method of the app in its own right.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes(),
    customScheme: no('Redirect URIs at Box are https addresses, or http on the loopback interface.'),
    query: yes(),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.box.com'],
  profile: mapProfile({ id: 'id', name: 'name', email: 'login', avatarUrl: 'avatar_url' }),
  registration: {
    url: 'https://app.box.com/developers/console',
    fields: {
      'Authentication method': 'User Authentication (OAuth 2.0)',
      'Redirect URI': '{redirectUri}',
    },
  },
  quirks: ['The address of the person stands in `login`.'],
  evidence: [
    { source: SETUP, grade: 'vendor', facts: ['endpoints.authorization', 'redirects', 'registration'] },
    {
      source: TOKENS,
      grade: 'vendor',
      facts: ['refresh', 'clientCredentials', 'endpoints.revocation'],
    },
    {
      source: 'arctic@3.7.0 dist/providers/box.js',
      grade: 'preset',
      facts: ['endpoints.token', 'clientAuthentication', 'scopes.separator'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/box.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
  ],
};
