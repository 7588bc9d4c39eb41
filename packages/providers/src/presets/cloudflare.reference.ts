import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes('The client needs the grant type refresh_token.'),
    rotation: unknown('Cloudflare does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: no('Cloudflare supports the authorization code grant only.'),
  redirects: {
    loopbackAddress: unknown("Only localhost is known to work, in Cloudflare's own CLI."),
    localhost: yes(),
    anyPort: unknown('Cloudflare does not document whether the port may vary.'),
    customScheme: unknown('Cloudflare does not document custom schemes.'),
    query: unknown('Cloudflare does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://dash.cloudflare.com/?to=/:account/app-registrations',
    fields: {
      'Redirect URL(s)': '{redirectUri}',
      'Grant type': 'authorization_code, refresh_token',
      'Token authentication method': 'None, for a client without a secret',
      Scopes: 'user-details.read',
    },
  },
  quirks: [
    'A new client is private: only members of its account can sign in, until it is made public.',
    'User info contains only the identifier, so the profile is read from the API.',
  ],
  evidence: [
    {
      source:
        'cloudflare/cloudflare-docs@2672703 src/content/docs/fundamentals/oauth/create-an-oauth-client.mdx',
      grade: 'vendor',
      facts: [
        'clientAuthentication',
        'publicClient',
        'pkce',
        'deviceCode',
        'clientCredentials',
        'scopes',
        'registration',
        'quirks',
      ],
    },
    {
      source:
        'cloudflare/cloudflare-docs@92eb2ea src/content/docs/fundamentals/oauth/integrate-with-cloudflare.mdx',
      grade: 'vendor',
      facts: ['endpoints'],
    },
    {
      source: 'cloudflare/workers-sdk@5b49f2b packages/wrangler/src/user/generate-auth-url.ts',
      grade: 'vendor',
      facts: ['redirects.localhost', 'refresh', 'refreshToken.issued'],
    },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/cloudflare',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'scopes', 'profile', 'quirks'],
    },
  ],
};
