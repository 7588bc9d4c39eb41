import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'nfp_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  header: 'Bearer nfp_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  works: {
    status: 200,
    body: {
      id: '5c6b2f0f0000000000000001',
      full_name: 'Ada Lovelace',
      email: 'ada@example.com',
      avatar_url: 'https://www.gravatar.com/avatar/abc',
    },
  },
  owner: {
    id: '5c6b2f0f0000000000000001',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://www.gravatar.com/avatar/abc',
  },
  wrong: [
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: { code: 401, message: 'Access Denied' },
    },
    {
      credential: 'a token without access to the team',
      outcome: 'missing-scope',
      status: 403,
      body: { code: 403, message: 'Forbidden' },
    },
  ],
};
