import type { KeyMethod } from '../key-method.ts';

/** The secret of an internal integration of Notion. @see https://developers.notion.com/reference/authentication */
export const notionKey: KeyMethod = {
  provider: 'notion',
  name: 'Notion',
  kind: 'api_key',
  noun: 'internal integration secret',
  console: 'https://www.notion.so/my-integrations',
  scopes: ['Read user information including email addresses'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: { prefixes: ['ntn_', 'secret_'] },
  apiHosts: ['api.notion.com'],
  verification: {
    url: 'https://api.notion.com/v1/users/me',
    request: { headers: { 'notion-version': '2022-06-28' } },
    owner: { id: 'id', name: ['bot.workspace_name', 'name'], avatarUrl: 'avatar_url' },
  },
};
