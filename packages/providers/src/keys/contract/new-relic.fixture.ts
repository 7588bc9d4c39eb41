import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'NRAK-ABCDEFGHIJKLMNOPQRSTUVWXYZ1',
  header: 'NRAK-ABCDEFGHIJKLMNOPQRSTUVWXYZ1',
  works: {
    status: 200,
    body: { data: { actor: { user: { id: 1000123, name: 'Ada Lovelace', email: 'ada@example.com' } } } },
  },
  owner: { id: '1000123', name: 'Ada Lovelace', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted key',
      outcome: 'rejected',
      status: 401,
      body: { error: { title: 'Invalid API key' } },
    },
    {
      credential: 'a key of a user without access',
      outcome: 'missing-scope',
      status: 403,
      body: { errors: [{ message: 'Access denied' }] },
    },
    {
      credential: 'a key whose response has no user',
      outcome: 'unexpected-response',
      status: 200,
      body: { data: { actor: { user: null } }, errors: [{ message: 'Unknown' }] },
    },
  ],
};
