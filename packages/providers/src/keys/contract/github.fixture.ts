import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2',
  header: 'Bearer ghp_a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2',
  works: {
    status: 200,
    body: {
      login: 'ada',
      id: 583231,
      name: 'Ada Lovelace',
      email: null,
      avatar_url: 'https://avatars.githubusercontent.com/u/583231',
    },
  },
  owner: { id: '583231', name: 'Ada Lovelace', avatarUrl: 'https://avatars.githubusercontent.com/u/583231' },
  wrong: [
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
    },
    {
      credential: 'a fine-grained token without the permission',
      outcome: 'missing-scope',
      status: 403,
      headers: { 'x-ratelimit-remaining': '4999' },
      body: { message: 'Resource not accessible by personal access token', status: '403' },
    },
    {
      credential: 'a token that is not authorized for SAML',
      outcome: 'blocked',
      status: 403,
      headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
      body: {
        message:
          'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      },
    },
    {
      credential: 'a classic token at an organization that forbids them',
      outcome: 'blocked',
      status: 403,
      body: {
        message:
          '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.',
      },
    },
    {
      credential: 'a token of a suspended account',
      outcome: 'blocked',
      status: 403,
      body: { message: 'Sorry. Your account was suspended.' },
    },
    {
      credential: 'a token beyond its rate limit',
      outcome: 'rate-limited',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1764522000' },
      body: { message: 'API rate limit exceeded for user ID 583231.' },
    },
    {
      credential: 'a token beyond a secondary rate limit',
      outcome: 'rate-limited',
      status: 403,
      headers: { 'retry-after': '60' },
      body: {
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      },
    },
  ],
};
