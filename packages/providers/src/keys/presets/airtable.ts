import type { KeyMethod } from '../key-method.ts';

/** A personal access token of Airtable. @see https://airtable.com/developers/web/api/authentication */
export const airtableKey: KeyMethod = {
  provider: 'airtable',
  name: 'Airtable',
  kind: 'personal_access_token',
  noun: 'personal access token',
  console: 'https://airtable.com/create/tokens',
  scopes: ['user.email:read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: { prefixes: ['pat'] },
  apiHosts: ['api.airtable.com'],
  verification: {
    url: 'https://api.airtable.com/v0/meta/whoami',
    owner: { id: 'id', name: 'email', email: 'email' },
  },
};
