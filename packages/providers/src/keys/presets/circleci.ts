import type { KeyMethod } from '../key-method.ts';

/** A personal API token of CircleCI. @see https://circleci.com/docs/managing-api-tokens/ */
export const circleciKey: KeyMethod = {
  provider: 'circleci',
  name: 'CircleCI',
  kind: 'personal_access_token',
  noun: 'personal API token',
  console: 'https://app.circleci.com/settings/user/tokens',
  scopes: [],
  header: { name: 'circle-token' },
  // Tokens of 40 characters without a prefix are older, those of 70 begin with CCIPAT_.
  format: { length: { min: 40, max: 70 } },
  apiHosts: ['circleci.com'],
  verification: { url: 'https://circleci.com/api/v2/me', owner: { id: 'id', name: ['name', 'login'] } },
};
