import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.x.com/fundamentals/authentication/oauth-2-0';

export const reference: PresetReference = {
  aliases: ['twitter'],
  refreshToken: { issued: yes(), rotation: yes() },
  clientCredentials: unknown('X gives apps a bearer token by other means.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: no('X requires 127.0.0.1 instead.'),
    anyPort: no('The callback has to match exactly.'),
    customScheme: unknown(
      'X accepts a scheme that is followed by a domain and a path; no source shows this one in use.',
    ),
    query: unknown('An older page of X forbids a query in the callback.'),
  },
  registration: {
    url: 'https://developer.x.com/en/portal/dashboard',
    fields: {
      'Type of App': 'Native App (public client), or Web App (with a secret)',
      'Callback URI / Redirect URL': '{redirectUri}',
    },
  },
  quirks: [
    'The callback must match exactly. An app has at most ten.',
    'A custom scheme must be followed by a domain and a path.',
    'The user is below a member "data".',
    'An expired refresh token is reported as invalid_request, and only the description names the cause.',
  ],
  evidence: [
    {
      source: `${DOCS}/authorization-code`,
      grade: 'vendor',
      facts: ['endpoints.token', 'pkce', 'publicClient', 'clientAuthentication', 'refresh'],
    },
    {
      source: 'https://docs.x.com/resources/fundamentals/developer-apps',
      grade: 'vendor',
      facts: ['publicClient', 'redirects', 'registration', 'quirks'],
    },
    {
      source: 'https://developer.x.com/ja/docs/basics/apps/guides/callback-urls',
      grade: 'vendor',
      facts: ['redirects.query'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/x.ts',
      grade: 'preset',
      facts: ['endpoints.authorization', 'endpoints.userInfo', 'scopes', 'profile'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/x.ts',
      grade: 'preset',
      facts: ['endpoints.authorization', 'clientAuthentication', 'profile'],
    },
    { source: 'npm arctic@3.7.0 dist/providers/x.js', grade: 'preset', facts: ['endpoints.revocation'] },
    {
      source: 'https://github.com/elizaOS/eliza/issues/29954',
      grade: 'report',
      facts: ['refreshToken.rotation'],
    },
  ],
  otherCatalogs: [
    { url: 'https://twitter.com/i/oauth2/authorize', reason: 'The former domain of X.' },
    { url: 'https://api.twitter.com/2/oauth2/token', reason: 'The former domain of X.' },
  ],
};
