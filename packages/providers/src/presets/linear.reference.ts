import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://linear.app/developers/oauth-2-0-authentication';
const BETTER_AUTH = 'better-auth/better-auth@451aa4b packages/core/src/social-providers/linear.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: {
    issued: yes('For applications created since October 2025.'),
    rotation: yes('A used refresh token remains valid for 30 minutes.'),
  },
  clientCredentials: yes('"Client credentials tokens" must be enabled for the application.'),
  redirects: {
    loopbackAddress: unknown('A third-party library uses http://127.0.0.1, but Linear does not document it.'),
    localhost: yes(),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: unknown('Desktop apps are reported to use a scheme of their own.'),
    query: undocumented('Whether a callback URL may have a query'),
  },
  registration: {
    url: 'https://linear.app/settings/api/applications/new',
    fields: { 'Callback URLs': '{redirectUri}' },
  },
  quirks: ['Requested scopes are separated by commas.', 'The user info is a GraphQL query.'],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints.authorization', 'scopes', 'refreshToken.issued', 'registration'],
    },
    { source: BETTER_AUTH, grade: 'preset', facts: ['endpoints.token', 'userInfoRequest', 'profile'] },
    {
      source: 'npm arctic@3.7.0 dist/providers/linear.js',
      grade: 'preset',
      facts: ['endpoints.token', 'clientAuthentication'],
    },
    {
      source: 'https://readme.hex.pm/ueberauth_linear/0.2.0',
      grade: 'report',
      facts: ['redirects.loopbackAddress'],
    },
    {
      source: 'https://gist.github.com/k-funk/0898be6c5ced8a0ebf830ad88bba0911',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'linear/linear-solutions@c58a482 services/linear-token-renew/README.md',
      grade: 'vendor',
      facts: ['endpoints.token', 'refreshToken', 'clientCredentials', 'redirects.localhost', 'registration'],
    },
  ],
};
