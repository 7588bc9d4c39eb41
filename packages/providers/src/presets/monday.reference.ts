import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown(
      'Sources disagree: an access token without an end, or one of 30 days with a refresh token.',
    ),
    rotation: unknown('The documentation of monday.com does not describe refresh tokens.'),
  },
  clientCredentials: unknown('The documentation of monday.com does not describe a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown(
      'The documentation of monday.com does not describe whether http://127.0.0.1 is accepted.',
    ),
    localhost: unknown('The example of monday.com uses a public tunnel.'),
    anyPort: unknown('The documentation of monday.com does not describe whether the port may vary.'),
    customScheme: unknown('The documentation of monday.com does not describe custom schemes.'),
    query: unknown('The documentation of monday.com does not describe whether a query is accepted.'),
  },
  registration: {
    url: 'https://monday.com/developers/apps/manage',
    fields: { 'Redirect URLs': '{redirectUri}', Scopes: 'me:read' },
  },
  quirks: [
    'The user info is a GraphQL query.',
    'An app must be installed in an account before its users can sign in.',
  ],
  evidence: [
    {
      source: 'mondaycom/welcome-apps apps/oauth-example/README.md',
      grade: 'vendor',
      facts: ['endpoints', 'scopes', 'redirects.localhost', 'registration'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints', 'quirks'],
    },
  ],
};
