import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { host: 'host of the access URL' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Coder does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Coder does not document a grant for the application itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: no('The redirect URI must be exactly the registered one.'),
    customScheme: yes(),
    query: unknown('Coder does not document whether a query is accepted.'),
  },
  registration: { fields: { Name: 'your extension', 'Callback URL': '{redirectUri}' } },
  quirks: [
    'The provider is experimental, and must be enabled in the deployment.',
    'An application that the web UI creates has a secret. Dynamic Client Registration creates one without a secret.',
    'PKCE is mandatory, with a secret too.',
  ],
  evidence: [
    {
      source: 'coder/coder@0034474 docs/admin/integrations/oauth2-provider.md',
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'refreshToken.issued',
        'redirects',
        'registration',
        'quirks',
      ],
    },
    {
      source: 'https://coder.com/docs/admin/integrations/oauth2-provider/security.md',
      grade: 'vendor',
      facts: ['pkce', 'redirects'],
    },
  ],
};
