import type { KeyMethod } from '../key-method.ts';

/** An API access token of Buildkite. @see https://buildkite.com/docs/apis/managing-api-tokens */
export const buildkiteKey: KeyMethod = {
  provider: 'buildkite',
  name: 'Buildkite',
  kind: 'personal_access_token',
  noun: 'API access token',
  console: 'https://buildkite.com/user/api-access-tokens/new',
  scopes: ['read_user'],
  header: { name: 'authorization', scheme: 'Bearer' },
  // Tokens of 40 characters without a prefix are older, those of 45 begin with bkua_.
  format: { length: { min: 40, max: 45 } },
  apiHosts: ['api.buildkite.com'],
  verification: {
    url: 'https://api.buildkite.com/v2/user',
    owner: { id: 'id', name: 'name', email: 'email', avatarUrl: 'avatar_url' },
  },
};
