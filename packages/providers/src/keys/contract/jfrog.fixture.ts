import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'cmVmdA1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2C3d',
  header: 'Bearer cmVmdA1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2C3d',
  works: {
    status: 200,
    body: {
      token_id: 'bbf4fc27-be5f-40d2-9b19-9181ea21900b',
      subject: 'jfac@01gvxxt2zjkw/users/ada',
      expiry: 1795000000,
      issuer: 'jfac@01gvxxt2zjkw',
    },
  },
  owner: { id: 'jfac@01gvxxt2zjkw/users/ada', name: 'jfac@01gvxxt2zjkw/users/ada' },
  wrong: [
    {
      credential: 'an unknown token',
      outcome: 'rejected',
      status: 401,
      body: { errors: [{ status: 401, message: 'Props Authentication Token not found' }] },
    },
    {
      credential: 'an expired token',
      outcome: 'expired',
      status: 401,
      body: { errors: [{ status: 401, message: 'Token failed verification: expired' }] },
    },
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: { errors: [{ status: 401, message: 'Token failed verification: revoked' }] },
    },
  ],
};
