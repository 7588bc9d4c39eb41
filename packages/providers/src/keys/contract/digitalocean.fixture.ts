import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'dop_v1_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  header: 'Bearer dop_v1_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  works: {
    status: 200,
    body: {
      account: {
        uuid: 'b6fr89dbf6d9156cace5f3c78dc9851d957381ef',
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        email_verified: true,
        status: 'active',
      },
    },
  },
  owner: {
    id: 'b6fr89dbf6d9156cace5f3c78dc9851d957381ef',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    emailVerified: true,
  },
  wrong: [
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: { id: 'Unauthorized', message: 'Unable to authenticate you' },
    },
    {
      credential: 'a token without the scope account:read',
      outcome: 'missing-scope',
      status: 403,
      body: { id: 'Forbidden', message: 'You are not authorized to perform this operation' },
    },
  ],
};
