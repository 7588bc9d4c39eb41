import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'squ_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  header: 'Bearer squ_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  works: { status: 200, body: { valid: true } },
  wrong: [
    {
      credential: 'a revoked token, with HTTP 200',
      outcome: 'rejected',
      status: 200,
      body: { valid: false },
    },
    { credential: 'a revoked token, with HTTP 401', outcome: 'rejected', status: 401, body: '' },
  ],
};
