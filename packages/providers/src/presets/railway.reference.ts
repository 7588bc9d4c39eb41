import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: { issued: yes('Without prompt=consent a returning user gets none.'), rotation: yes() },
  clientCredentials: unknown('Railway does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: no('The redirect URI must be exactly a registered one.'),
    customScheme: unknown('Railway does not document custom schemes.'),
    query: unknown('Railway does not document whether a query is accepted.'),
  },
  registration: { fields: { 'App type': 'Native', 'Redirect URIs': '{redirectUri}' } },
  quirks: [
    'A client of the type Native must not send a secret.',
    'The ID token has no profile, which is read from user info.',
  ],
  evidence: [
    {
      source: 'railwayapp/docs@6b2cbc2 content/docs/integrations/oauth/login-and-tokens.md',
      grade: 'vendor',
      facts: ['endpoints', 'scopes', 'refresh', 'refreshToken', 'pkce', 'profile', 'quirks'],
    },
    {
      source: 'railwayapp/docs@6b2cbc2 content/docs/integrations/oauth/creating-an-app.md',
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient', 'redirects', 'registration', 'quirks'],
    },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/railway',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'scopes', 'profile'],
    },
  ],
};
