import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'u+Vc9i8_jGmjuczWF3Xq',
  header: 'Token token=u+Vc9i8_jGmjuczWF3Xq',
  works: {
    status: 200,
    body: { users: [{ id: 'PXPGF42', name: 'Ada Lovelace' }], limit: 1, offset: 0, more: false },
  },
  wrong: [
    {
      credential: 'a disabled key',
      outcome: 'rejected',
      status: 401,
      body: { error: { message: 'Authentication failed', code: 2006 } },
    },
    {
      credential: 'a key without access to users',
      outcome: 'missing-scope',
      status: 403,
      body: { error: { message: 'Access Denied', code: 2010 } },
    },
  ],
};
