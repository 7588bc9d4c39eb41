import type { KeyMethod } from '../key-method.ts';

/** An access token of Vercel. @see https://vercel.com/docs/rest-api/reference/welcome */
export const vercelKey: KeyMethod = {
  provider: 'vercel',
  name: 'Vercel',
  kind: 'personal_access_token',
  noun: 'access token',
  console: 'https://vercel.com/account/settings/tokens',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  // Tokens that begin with vcp_ are newer than those of 24 characters without a prefix.
  format: {},
  apiHosts: ['api.vercel.com'],
  verification: {
    url: 'https://api.vercel.com/v2/user',
    owner: { id: 'user.id', name: ['user.name', 'user.username'], email: 'user.email' },
    refusals: [{ status: 403, text: '"invalidtoken":true', means: 'rejected' }],
  },
};
