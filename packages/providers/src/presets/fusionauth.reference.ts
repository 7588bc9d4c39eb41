import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { issuer: 'issuer of the tenant, which must be the address of the server' },
  refreshToken: {
    issued: yes('"Generate refresh tokens" must be on in the application.'),
    rotation: unknown('Each application or tenant decides.'),
  },
  clientCredentials: yes('Entities have it.'),
  redirects: {
    loopbackAddress: unknown('No source says whether http://127.0.0.1 is accepted.'),
    localhost: yes(),
    anyPort: yes('The port may be a wildcard.'),
    customScheme: unknown('FusionAuth does not document custom schemes.'),
    query: yes(),
  },
  registration: {
    fields: {
      'Authorized redirect URLs': '{redirectUri}',
      'Enabled grants': 'Authorization Code, Refresh Token',
      PKCE: 'Required',
    },
  },
  quirks: ['The issuer of a tenant is acme.com, unless it is set to the address of the server.'],
  evidence: [
    {
      source:
        'FusionAuth/fusionauth-site@05b9a0c astro/src/content/docs/lifecycle/authenticate-users/oauth/url-validation.mdx',
      grade: 'vendor',
      facts: ['redirects.anyPort', 'redirects.query'],
    },
    {
      source: 'FusionAuth/fusionauth-quickstart-javascript-express-web@03837fe kickstart/kickstart.json',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    {
      source:
        'FusionAuth/fusionauth-site@5c798de astro/src/content/docs/lifecycle/authenticate-users/oauth/_client_credentials_permissions_explanation.mdx',
      grade: 'vendor',
      facts: ['clientCredentials'],
    },
    {
      source:
        'FusionAuth/fusionauth-site@7dfa579 astro/src/content/docs/lifecycle/authenticate-users/oauth/issuer-validation.mdx',
      grade: 'vendor',
      facts: ['issuer', 'quirks'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/fusionauth.js',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'refresh'],
    },
    {
      source: 'https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/dpop',
      grade: 'vendor',
      facts: ['dpop'],
    },
  ],
};
