import type { KeyMethod } from '../key-method.ts';

/** A personal access token of GitLab. @see https://docs.gitlab.com/user/profile/personal_access_tokens/ */
export const gitlabKey: KeyMethod = {
  provider: 'gitlab',
  name: 'GitLab',
  kind: 'personal_access_token',
  noun: 'personal access token',
  parameters: [{ name: 'host', example: 'gitlab.example.com', kind: 'host', default: 'gitlab.com' }],
  console: 'https://{host}/-/user_settings/personal_access_tokens',
  scopes: ['read_user'],
  header: { name: 'private-token' },
  // An administrator can choose another prefix than glpat- for these tokens, and not for the others.
  format: {
    others: {
      'gldt-': 'a deploy token',
      'glrt-': 'an authentication token of a runner',
      'glcbt-': 'a token of a CI/CD job',
      'gloas-': 'a secret of an OAuth application',
    },
  },
  apiHosts: ['{host}'],
  verification: {
    url: 'https://{host}/api/v4/user',
    owner: { id: 'id', name: ['name', 'username'], email: 'email', avatarUrl: 'avatar_url' },
    refusals: [
      { status: 401, text: 'token is expired', means: 'expired' },
      { status: 403, text: 'your account', means: 'blocked' },
      { status: 403, text: 'terms of service', means: 'blocked' },
    ],
  },
};
