import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'bkua_a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1',
  header: 'Bearer bkua_a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1',
  works: {
    status: 200,
    body: {
      id: 'abc123-4567',
      graphql_id: 'VXNlci0',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      avatar_url: 'https://www.gravatar.com/avatar/abc',
    },
  },
  owner: {
    id: 'abc123-4567',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://www.gravatar.com/avatar/abc',
  },
  wrong: [
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: {
        message:
          'Authentication required. Please supply a valid API Access Token: https://buildkite.com/docs/apis/rest-api#authentication',
      },
    },
    {
      credential: 'a token without the scope read_user',
      outcome: 'missing-scope',
      status: 403,
      body: { message: 'Forbidden. Your access token is missing the scope: read_user' },
    },
  ],
};
