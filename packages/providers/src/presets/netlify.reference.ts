import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown('Netlify does not document refresh tokens.'),
    rotation: unknown('Netlify does not document refresh tokens.'),
  },
  clientCredentials: unknown('Netlify does not document a grant for the application itself.'),
  redirects: {
    loopbackAddress: unknown('Netlify does not document which redirect URIs are accepted.'),
    localhost: yes("Netlify's own example redirects to http://localhost:3000."),
    anyPort: unknown('Netlify does not document whether the port may vary.'),
    customScheme: unknown('Netlify does not document custom schemes.'),
    query: unknown('Netlify does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://app.netlify.com/user/applications',
    fields: { 'Redirect URI': '{redirectUri}' },
  },
  quirks: ['There are no scopes: a token has all rights of the user.'],
  evidence: [
    {
      source: 'netlify-labs/oauth-example@a86f06a functions/utils/auth.js',
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'redirects.localhost', 'loopbackHost'],
    },
    {
      source: 'https://developers.frontegg.com/agen-for-work/connectors/marketplace/netlify',
      grade: 'report',
      facts: ['registration'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/netlify.js',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'scopes', 'profile'],
    },
  ],
};
