import type { KeyMethod } from '../key-method.ts';

/** A personal access token of GitHub, classic or fine-grained. @see https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens */
export const githubKey: KeyMethod = {
  provider: 'github',
  name: 'GitHub',
  kind: 'personal_access_token',
  noun: 'personal access token',
  console: 'https://github.com/settings/tokens',
  scopes: ['read:user'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {
    prefixes: ['ghp_', 'github_pat_'],
    length: { min: 40, max: 255 },
    others: {
      gho_: 'an access token of an OAuth app',
      ghu_: 'a user token of a GitHub App',
      ghs_: 'an installation token of a GitHub App',
      ghr_: 'a refresh token',
    },
  },
  apiHosts: ['api.github.com'],
  verification: {
    url: 'https://api.github.com/user',
    owner: { id: 'id', name: ['name', 'login'], email: 'email', avatarUrl: 'avatar_url' },
    refusals: [
      { status: 403, text: 'rate limit', means: 'rate-limited' },
      { status: 403, text: 'saml enforcement', means: 'blocked' },
      { status: 403, text: 'forbids access via', means: 'blocked' },
      { status: 403, text: 'suspended', means: 'blocked' },
    ],
  },
};
