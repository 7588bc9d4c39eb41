import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown('The cited pages of Airtable do not describe refresh tokens.'),
    rotation: unknown('No source says whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Airtable does not document a grant for the integration itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Airtable does not document whether the port may vary.'),
    customScheme: unknown('Airtable does not document custom schemes.'),
    query: unknown('Airtable does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://airtable.com/create/oauth',
    fields: {
      'OAuth redirect URL': '{redirectUri}',
      Scopes: 'user.email:read',
      'Client secret': 'not generated, for a client without a secret',
    },
  },
  quirks: ['The profile has an email address and no name.'],
  evidence: [
    {
      source: 'Airtable/oauth-example@047eb20 README.md',
      grade: 'vendor',
      facts: ['publicClient', 'scopes.separator', 'redirects.localhost', 'registration.url'],
    },
    {
      source: 'https://airtable.com/developers/web/guides/oauth-integrations',
      grade: 'vendor',
      facts: ['registration'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication'],
    },
    {
      source: 'Airtable/oauth-example@047eb20 index.js',
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'publicClient', 'pkce'],
    },
    {
      source:
        'trufflesecurity/trufflehog@0129077 pkg/detectors/airtablepersonalaccesstoken/airtablepersonalaccesstoken.go',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
  ],
};
