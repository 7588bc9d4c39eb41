import type { KeyMethod } from '../key-method.ts';

/** A personal API key of PostHog. @see https://posthog.com/docs/api/personal-api-keys */
export const posthogKey: KeyMethod = {
  provider: 'posthog',
  name: 'PostHog',
  kind: 'personal_access_token',
  noun: 'personal API key',
  parameters: [{ name: 'region', example: 'eu', kind: 'segment', default: 'us' }],
  console: 'https://{region}.posthog.com/settings/user-api-keys',
  scopes: ['user:read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {
    prefixes: ['phx_'],
    others: {
      pha_: 'an access token of an OAuth app',
      phr_: 'a refresh token of an OAuth app',
      phc_: 'a project token',
    },
  },
  apiHosts: ['{region}.posthog.com'],
  verification: {
    url: 'https://{region}.posthog.com/api/users/@me/',
    owner: { id: 'uuid', name: ['first_name', 'email'], email: 'email' },
  },
};
