import type { PresetReference } from '../reference.ts';
import { no, yes } from '../verdict.ts';

const SETUP = 'box/developer.box.com@eee1aa6 content/guides/authentication/oauth2/oauth2-setup.md';
const TOKENS = 'box/developer.box.com@eee1aa6 content/guides/authentication/tokens';

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: yes('A refresh token is valid for one use, within 60 days.') },
  clientCredentials: yes('It is an authentication method of the app in its own right.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes(),
    customScheme: no('Redirect URIs at Box are https addresses, or http on the loopback interface.'),
    query: yes(),
  },
  registration: {
    url: 'https://app.box.com/developers/console',
    fields: {
      'Authentication method': 'User Authentication (OAuth 2.0)',
      'Redirect URI': '{redirectUri}',
    },
  },
  quirks: ['The email address of the user is in `login`.'],
  evidence: [
    { source: SETUP, grade: 'vendor', facts: ['endpoints.authorization', 'redirects', 'registration'] },
    {
      source: TOKENS,
      grade: 'vendor',
      facts: ['refresh', 'clientCredentials', 'endpoints.revocation', 'refreshToken'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/box.js',
      grade: 'preset',
      facts: ['endpoints.token', 'clientAuthentication', 'scopes.separator'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/box.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
  ],
  otherCatalogs: [{ url: 'https://api.box.com/oauth2/authorize', reason: 'Box documents account.box.com.' }],
};
