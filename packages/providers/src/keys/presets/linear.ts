import type { KeyMethod } from '../key-method.ts';

/** A personal API key of Linear. @see https://linear.app/developers/graphql */
export const linearKey: KeyMethod = {
  provider: 'linear',
  name: 'Linear',
  kind: 'personal_access_token',
  noun: 'personal API key',
  console: 'https://linear.app/settings/account/security',
  scopes: ['Read'],
  header: { name: 'authorization' },
  format: { prefixes: ['lin_api_'], length: { min: 48, max: 48 } },
  apiHosts: ['api.linear.app'],
  verification: {
    url: 'https://api.linear.app/graphql',
    request: {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ viewer { id name email avatarUrl } }"}',
    },
    owner: {
      id: 'data.viewer.id',
      name: 'data.viewer.name',
      email: 'data.viewer.email',
      avatarUrl: 'data.viewer.avatarUrl',
    },
    refusals: [
      { text: 'authentication', means: 'rejected' },
      { text: 'ratelimited', means: 'rate-limited' },
      { text: 'forbidden', means: 'missing-scope' },
    ],
  },
};
