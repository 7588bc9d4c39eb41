import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'sntryu_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  header: 'Bearer sntryu_0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  works: { status: 200, body: [{ id: '2', slug: 'ada-inc', name: 'Ada Inc.' }] },
  wrong: [
    { credential: 'a revoked token', outcome: 'rejected', status: 401, body: { detail: 'Invalid token' } },
    { credential: 'an expired token', outcome: 'expired', status: 401, body: { detail: 'Token expired' } },
    {
      credential: 'a token without the scope org:read',
      outcome: 'missing-scope',
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    },
  ],
};
