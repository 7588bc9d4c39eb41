import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'glpat-aB1-_aB1-_aB1-_aB1-_',
  header: 'glpat-aB1-_aB1-_aB1-_aB1-_',
  works: {
    status: 200,
    body: {
      id: 1,
      username: 'ada',
      name: 'Ada Lovelace',
      state: 'active',
      email: 'ada@example.com',
      avatar_url: 'https://gitlab.com/uploads/ada.png',
    },
  },
  owner: {
    id: '1',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://gitlab.com/uploads/ada.png',
  },
  wrong: [
    { credential: 'a wrong token', outcome: 'rejected', status: 401, body: { message: '401 Unauthorized' } },
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: {
        error: 'invalid_token',
        error_description: 'Token was revoked. You have to re-authorize from the user.',
      },
    },
    {
      credential: 'an expired token',
      outcome: 'expired',
      status: 401,
      body: {
        error: 'invalid_token',
        error_description: 'Token is expired. You can either do re-authorization or token refresh.',
      },
    },
    {
      credential: 'a token without the scope read_user',
      outcome: 'missing-scope',
      status: 403,
      body: {
        error: 'insufficient_scope',
        error_description: 'The request requires higher privileges than provided by the access token.',
        scope: 'api read_user',
      },
    },
    {
      credential: 'a token of a blocked account',
      outcome: 'blocked',
      status: 403,
      body: { message: '403 Forbidden - Your account has been blocked.' },
    },
    {
      credential: 'a token of a user who has not accepted the terms',
      outcome: 'blocked',
      status: 403,
      body: {
        message:
          '403 Forbidden - You (@ada) must accept the Terms of Service in order to perform this action.',
      },
    },
  ],
};
