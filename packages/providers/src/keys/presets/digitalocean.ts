import type { KeyMethod } from '../key-method.ts';

/** A personal access token of DigitalOcean. @see https://docs.digitalocean.com/reference/api/create-personal-access-token/ */
export const digitaloceanKey: KeyMethod = {
  provider: 'digitalocean',
  name: 'DigitalOcean',
  kind: 'personal_access_token',
  noun: 'personal access token',
  console: 'https://cloud.digitalocean.com/account/api/tokens/new',
  scopes: ['account:read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  // Tokens of 64 characters without a prefix are older, those of 71 begin with dop_v1_.
  format: {
    length: { min: 64, max: 71 },
    others: { doo_v1_: 'an access token of an OAuth app', dor_v1_: 'a refresh token of an OAuth app' },
  },
  apiHosts: ['api.digitalocean.com'],
  verification: {
    url: 'https://api.digitalocean.com/v2/account',
    owner: {
      id: 'account.uuid',
      name: ['account.name', 'account.email'],
      email: 'account.email',
      emailVerified: 'account.email_verified',
    },
  },
};
