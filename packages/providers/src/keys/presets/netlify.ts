import type { KeyMethod } from '../key-method.ts';

/** A personal access token of Netlify. @see https://docs.netlify.com/api/get-started/ */
export const netlifyKey: KeyMethod = {
  provider: 'netlify',
  name: 'Netlify',
  kind: 'personal_access_token',
  noun: 'personal access token',
  console: 'https://app.netlify.com/user/applications#personal-access-tokens',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  // Tokens that begin with nfp_ are newer than those without a prefix.
  format: {},
  apiHosts: ['api.netlify.com'],
  verification: {
    url: 'https://api.netlify.com/api/v1/user',
    owner: { id: 'id', name: ['full_name', 'email'], email: 'email', avatarUrl: 'avatar_url' },
  },
};
