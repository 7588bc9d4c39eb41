import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { endpoint: 'Logto endpoint, as the details of the application show it' },
  refreshToken: { issued: yes(), rotation: yes('"Rotate refresh token" is on by default.') },
  clientCredentials: yes('Machine-to-machine applications have it.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: unknown('Logto does not document whether the port may vary.'),
    customScheme: no('The scheme must contain a period.'),
    query: unknown('Logto does not document whether a query is accepted.'),
  },
  registration: { fields: { 'Application type': 'Native', 'Redirect URIs': '{redirectUri}' } },
  quirks: [
    'Without prompt=consent there is no refresh token.',
    'A user without a name has only a user name.',
  ],
  evidence: [
    {
      source: 'logto-io/docs@0d54016 docs/integrate-logto/application-data-structure.mdx',
      grade: 'vendor',
      facts: ['publicClient', 'refresh', 'refreshToken', 'clientCredentials', 'registration', 'quirks'],
    },
    {
      source: 'logto-io/logto@1f71426 packages/toolkit/core-kit/src/utils/url.ts',
      grade: 'vendor',
      facts: ['redirects'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/logto.js',
      grade: 'preset',
      facts: ['scopes', 'refresh', 'profile'],
    },
    {
      source: 'logto-io/logto@1f71426 packages/toolkit/core-kit/src/regex.ts',
      grade: 'vendor',
      facts: ['redirects'],
    },
  ],
};
