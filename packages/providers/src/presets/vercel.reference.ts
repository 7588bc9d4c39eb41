import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes('The permission offline_access must be on in the app.'),
    rotation: yes('A refresh token is valid for 30 days.'),
  },
  clientCredentials: unknown('Vercel does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Vercel does not document whether the port may vary.'),
    customScheme: unknown('Vercel does not document custom schemes.'),
    query: unknown('Vercel does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://vercel.com/dashboard',
    fields: {
      'Authorization Callback URLs': '{redirectUri}',
      'Client authentication method': 'none, for a client without a secret',
      Permissions: 'openid, email, profile, offline_access',
    },
  },
  quirks: ['PKCE is mandatory.', 'Scopes that the app does not have are dropped without an error.'],
  evidence: [
    {
      source: 'https://vercel.com/docs/sign-in-with-vercel/authorization-server-api',
      grade: 'vendor',
      facts: ['issuer', 'scopes', 'refresh', 'pkce', 'quirks'],
    },
    {
      source: 'https://vercel.com/docs/sign-in-with-vercel/manage-from-dashboard',
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient', 'registration'],
    },
    {
      source: 'https://vercel.com/docs/sign-in-with-vercel/agent-quickstart',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/vercel',
      grade: 'preset',
      facts: ['issuer', 'clientAuthentication', 'profile'],
    },
    {
      source: 'vercel/vercel-plugin skills/sign-in-with-vercel/SKILL.md',
      grade: 'vendor',
      facts: ['refreshToken'],
    },
    {
      source: 'https://vercel.com/docs/sign-in-with-vercel/tokens',
      grade: 'vendor',
      facts: ['refreshToken.issued', 'profile'],
    },
  ],
};
