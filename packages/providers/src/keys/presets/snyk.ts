import type { KeyMethod } from '../key-method.ts';

/** A personal API token of Snyk. @see https://docs.snyk.io/snyk-api/authentication-for-api */
export const snykKey: KeyMethod = {
  provider: 'snyk',
  name: 'Snyk',
  kind: 'personal_access_token',
  noun: 'API token',
  console: 'https://app.snyk.io/account',
  scopes: [],
  header: { name: 'authorization', scheme: 'Token' },
  // API tokens are UUIDs. Personal access tokens have another form.
  format: {},
  apiHosts: ['api.snyk.io'],
  verification: {
    url: 'https://api.snyk.io/rest/self?version=2024-06-10',
    owner: {
      id: 'data.id',
      name: ['data.attributes.name', 'data.attributes.username'],
      email: 'data.attributes.email',
      avatarUrl: 'data.attributes.avatar_url',
    },
  },
};
