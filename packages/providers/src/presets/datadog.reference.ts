import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { site: 'Datadog site, without app. at its beginning' },
  refreshToken: {
    issued: yes('Its lifetime is unlimited.'),
    rotation: unknown('Datadog does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Datadog does not document a grant for the client itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Datadog does not document whether the port may vary.'),
    customScheme: unknown('Datadog does not document custom schemes.'),
    query: unknown('Datadog does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://app.datadoghq.com/apps',
    fields: { 'Redirect URIs': '{redirectUri}', Scopes: 'what your extension reads' },
  },
  quirks: [
    'A client is created in the sandbox account of a partner.',
    'Scopes are fixed in the client; the authorization request has none.',
    'The callback has a parameter site beside the code.',
  ],
  evidence: [
    {
      source: 'DataDog/documentation@0823579 content/en/developers/authorization/oauth2_endpoints.md',
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'refreshToken.issued',
        'redirects.localhost',
        'quirks',
      ],
    },
    {
      source: 'https://docs.datadoghq.com/extend/authorization/oauth2_in_datadog',
      grade: 'vendor',
      facts: ['registration', 'quirks'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
  ],
};
