import type { KeyMethod } from '../key-method.ts';

/** An API token of a Cloudflare user. @see https://developers.cloudflare.com/fundamentals/api/get-started/create-token/ */
export const cloudflareKey: KeyMethod = {
  provider: 'cloudflare',
  name: 'Cloudflare',
  kind: 'personal_access_token',
  noun: 'API token',
  console: 'https://dash.cloudflare.com/profile/api-tokens',
  scopes: ['User Details: Read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {},
  apiHosts: ['api.cloudflare.com'],
  verification: {
    url: 'https://api.cloudflare.com/client/v4/user',
    owner: { id: 'result.id', name: ['result.first_name', 'result.email'], email: 'result.email' },
    refusals: [{ status: 400, means: 'rejected' }],
  },
};
