import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** PostHog Cloud. @see https://posthog.com/docs/api/oauth */
export const posthog: Preset = {
  id: 'posthog',
  name: 'PostHog',
  protocol: 'oauth2',
  parameters: [{ name: 'region', example: 'eu', kind: 'segment', default: 'us' }],
  endpoints: {
    authorization: 'https://{region}.posthog.com/oauth/authorize/',
    token: 'https://{region}.posthog.com/oauth/token/',
    userInfo: 'https://{region}.posthog.com/api/users/@me/',
    revocation: 'https://{region}.posthog.com/oauth/revoke/',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('The client ID is the URL of a document about the client.') },
  pkce: { method: 'S256' },
  scopes: { default: ['user:read'], separator: ' ' },
  deviceCode: unknown('PostHog does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{region}.posthog.com'],
  profile: mapProfile({ id: 'uuid', name: ['first_name', 'email'], email: 'email' }),
};
