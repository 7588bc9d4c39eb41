import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.digitalocean.com/documentation/oauth';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('DigitalOcean does not say whether a used refresh token stays good.'),
  },
  clientCredentials: unknown('DigitalOcean documents no grant for the application itself.'),
  redirects: {
    loopbackAddress: unknown('DigitalOcean does not say whether http://127.0.0.1 is accepted.'),
    localhost: unknown('A third-party example uses http://localhost, but DigitalOcean does not document it.'),
    anyPort: unknown('DigitalOcean does not say whether the port may vary.'),
    customScheme: unknown('DigitalOcean does not say which schemes may be registered.'),
    query: unknown('DigitalOcean does not say whether a callback URL may have a query.'),
  },
  registration: {
    url: 'https://cloud.digitalocean.com/account/api/applications/new',
    fields: { 'Callback URL': '{redirectUri}' },
  },
  quirks: [
    'A client registered in the control panel has a secret. Dynamic Client Registration creates one without a secret.',
    'The user is below a member "account".',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints', 'publicClient', 'pkce', 'refreshToken.issued', 'registration.url', 'quirks'],
    },
    {
      source: 'python-social-auth/social-core social_core/backends/digitalocean.py',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'scopes', 'profile'],
    },
    {
      source: 'markbates/goth@a2e62e2 providers/digitalocean/digitalocean.go',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
    {
      source: 'NangoHQ/nango@2f4c0af packages/providers/providers.yaml',
      grade: 'preset',
      facts: ['scopes.default'],
    },
    {
      source: 'mikeabrahamsen/flask-digitalocean-oauth-example digital_ocean_client.py',
      grade: 'report',
      facts: ['clientAuthentication', 'redirects.localhost'],
    },
  ],
};
