import type { KeyMethod } from '../key-method.ts';

/** A personal API token of ClickUp. @see https://developer.clickup.com/docs/authentication */
export const clickupKey: KeyMethod = {
  provider: 'clickup',
  name: 'ClickUp',
  kind: 'personal_access_token',
  noun: 'personal API token',
  console: 'https://app.clickup.com/settings/apps',
  scopes: [],
  header: { name: 'authorization' },
  format: { prefixes: ['pk_'] },
  apiHosts: ['api.clickup.com'],
  verification: {
    url: 'https://api.clickup.com/api/v2/user',
    owner: { id: 'user.id', name: 'user.username', email: 'user.email', avatarUrl: 'user.profilePicture' },
    refusals: [{ text: 'team not authorized', means: 'blocked' }],
  },
};
