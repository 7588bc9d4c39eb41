import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { issuer: 'issuer in the configuration of the server' },
  refreshToken: { issued: yes(), rotation: yes('Unless the server has disableRotation.') },
  clientCredentials: unknown('No source describes a grant for the client itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('For a public client without registered redirect URIs.'),
    customScheme: yes(),
    query: yes(),
  },
  registration: { fields: { public: 'true', redirectURIs: '{redirectUri}' } },
  quirks: [
    'On "Deny" the user remains on a page of Dex: the sign-in ends when it expires, or by Cancel.',
    'A refresh token that is no longer valid is rejected with invalid_request.',
  ],
  evidence: [
    {
      source: 'dexidp/dex@004c57d server/oauth2.go',
      grade: 'vendor',
      facts: ['pkce', 'publicClient', 'scopes', 'redirects', 'deviceCode'],
    },
    {
      source: 'docs/self-hosted-providers.md',
      grade: 'report',
      facts: ['refresh', 'refreshToken', 'deviceCode', 'quirks'],
    },
    { source: 'https://openid.net/specs/openid-connect-core-1_0.html', grade: 'vendor', facts: ['profile'] },
  ],
};
