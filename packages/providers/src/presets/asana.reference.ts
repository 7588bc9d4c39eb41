import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Asana does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Asana does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Asana does not document whether the port may vary.'),
    customScheme: unknown('Asana does not document custom schemes.'),
    query: unknown('Asana does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://app.asana.com/0/my-apps',
    fields: {
      'Redirect URLs': '{redirectUri}',
      'Permission scopes': 'what your extension reads',
      'Manage distribution': 'Any workspace',
    },
  },
  quirks: [
    'An app is available to its own workspace only, until its distribution is changed.',
    'The user is below a member "data".',
  ],
  evidence: [
    {
      source: 'https://developers.asana.com/docs/oauth',
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'publicClient', 'refreshToken.issued'],
    },
    {
      source: 'Asana/devrel-examples python/oauth-demo/README.md',
      grade: 'vendor',
      facts: ['redirects.localhost', 'quirks'],
    },
    {
      source: 'https://developers.asana.com/docs/getting-started-with-asana-oauth',
      grade: 'vendor',
      facts: ['scopes.separator', 'registration'],
    },
    {
      source: 'nearbycoder/api-research source/includes/_asana.md',
      grade: 'report',
      facts: ['publicClient'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints', 'scopes.default'],
    },
  ],
};
