import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { region: 'region of the account, us or eu' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('PostHog does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('PostHog does not document a grant for the client itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('For localhost it must be registered without a port.'),
    customScheme: no('A redirect URI must use https, or be on a loopback address.'),
    query: unknown('PostHog does not document whether a query is accepted.'),
  },
  registration: {
    fields: { client_id: 'the https URL of your client metadata document', redirect_uris: '{redirectUri}' },
  },
  quirks: [
    'A client is not registered: its ID is the URL of its metadata document, which you host.',
    'Users see a notice about an unverified application, until PostHog has verified it.',
  ],
  evidence: [
    {
      source: 'PostHog/posthog.com@093d76e contents/docs/api/oauth.mdx',
      grade: 'vendor',
      facts: ['endpoints', 'publicClient', 'redirects', 'refreshToken.issued', 'registration', 'quirks'],
    },
    {
      source: 'https://posthog.com/handbook/engineering/oauth-development-guide',
      grade: 'vendor',
      facts: ['clientAuthentication', 'pkce', 'redirects.localhost'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
  ],
};
