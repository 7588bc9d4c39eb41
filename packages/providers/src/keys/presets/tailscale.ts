import type { KeyMethod } from '../key-method.ts';

/** An API access token of Tailscale. @see https://tailscale.com/api */
export const tailscaleKey: KeyMethod = {
  provider: 'tailscale',
  name: 'Tailscale',
  kind: 'api_key',
  noun: 'API access token',
  console: 'https://login.tailscale.com/admin/settings/keys',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {
    prefixes: ['tskey-api-'],
    others: {
      'tskey-auth-': 'an auth key, which adds a device',
      'tskey-client-': 'the secret of an OAuth client',
    },
  },
  apiHosts: ['api.tailscale.com'],
  verification: { url: 'https://api.tailscale.com/api/v2/tailnet/-/users' },
};
