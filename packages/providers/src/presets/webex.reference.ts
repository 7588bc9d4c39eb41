import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Webex does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('No source describes a grant for the integration itself.'),
  redirects: {
    loopbackAddress: unknown('Webex does not document whether http://127.0.0.1 is accepted.'),
    localhost: yes("Webex's own sample registers http://localhost:8080/oauth."),
    anyPort: unknown('Webex does not document whether the port may vary.'),
    customScheme: unknown('Webex does not document custom schemes.'),
    query: unknown('Webex does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://developer.webex.com/my-apps',
    fields: { 'Redirect URI(s)': '{redirectUri}', Scopes: 'spark:people_read' },
  },
  quirks: ['The email address is the first of a list.'],
  evidence: [
    {
      source: 'https://developer.webex.com/docs/api/guides/integrations-and-authorization',
      grade: 'vendor',
      facts: ['protocol', 'registration'],
    },
    {
      source: 'CiscoDevNet/webex-integration-sample@040a66b README.md',
      grade: 'vendor',
      facts: ['redirects.localhost', 'loopbackHost', 'clientAuthentication', 'registration'],
    },
    {
      source: 'https://developer.webex.com/blog/device-grant-flow-you-got-it',
      grade: 'vendor',
      facts: ['deviceCode'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/webex.js',
      grade: 'preset',
      facts: ['endpoints', 'scopes', 'profile'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints', 'scopes.separator', 'refreshToken.issued'],
    },
  ],
};
