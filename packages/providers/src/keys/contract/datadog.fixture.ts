import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: '0123456789abcdef0123456789abcdef',
  header: '0123456789abcdef0123456789abcdef',
  works: { status: 200, body: { valid: true } },
  wrong: [
    {
      credential: 'a revoked key',
      outcome: 'rejected',
      status: 403,
      body: { status: 'error', code: 403, errors: ['Forbidden'], statuspage: 'http://status.datadoghq.com' },
    },
    {
      credential: 'a key of another site',
      outcome: 'rejected',
      status: 403,
      body: { errors: ['Forbidden'] },
    },
  ],
};
