import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { domain: 'domain or custom domain, as the details of the application show it' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('No source says whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('No source describes a grant for the application itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Kinde does not document whether the port may vary.'),
    customScheme: unknown('No source describes custom schemes.'),
    query: unknown('Kinde does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://app.kinde.com',
    fields: { 'Application type': 'Front-end and mobile', 'Allowed callback URLs': '{redirectUri}' },
  },
  quirks: [
    'The scope for a refresh token is offline, and not offline_access.',
    'The parts of a name are separate claims.',
  ],
  evidence: [
    {
      source:
        'kinde-oss/documentation@0016ce4 src/content/docs/developer-tools/about/using-kinde-without-an-sdk.mdx',
      grade: 'vendor',
      facts: [
        'issuer',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'refresh',
        'refreshToken.issued',
        'redirects.localhost',
        'registration',
        'quirks',
      ],
    },
    { source: 'npm @auth/core@0.41.3 providers/kinde.js', grade: 'preset', facts: ['protocol', 'pkce'] },
  ],
};
