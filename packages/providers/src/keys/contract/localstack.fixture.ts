import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'ls-AbCdEfGh-1234-5678-ijkl-MNOPQRSTuvwx',
  header: 'Basic OmxzLUFiQ2RFZkdoLTEyMzQtNTY3OC1pamtsLU1OT1BRUlNUdXZ3eA==',
  works: { status: 200, body: [] },
  wrong: [
    {
      credential: 'a rotated token',
      outcome: 'rejected',
      status: 401,
      body: { error: true, message: 'unauthorized' },
    },
  ],
};
