import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'CCIPAT_Ab1Ab1Ab1Ab1Ab1Ab1Ab1x_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f',
  header: 'CCIPAT_Ab1Ab1Ab1Ab1Ab1Ab1Ab1x_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f',
  works: {
    status: 200,
    body: { id: 'd8c8b8a0-0000-4000-8000-000000000001', login: 'ada', name: 'Ada Lovelace' },
  },
  owner: { id: 'd8c8b8a0-0000-4000-8000-000000000001', name: 'Ada Lovelace' },
  wrong: [
    { credential: 'a deleted token', outcome: 'rejected', status: 401, body: 'Invalid token provided.' },
    {
      credential: 'a project token',
      outcome: 'missing-scope',
      status: 403,
      body: { message: 'Permission denied' },
    },
  ],
};
