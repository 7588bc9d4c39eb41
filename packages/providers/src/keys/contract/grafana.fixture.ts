import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'glsa_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2_1a2b3c4d',
  header: 'Bearer glsa_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2_1a2b3c4d',
  works: { status: 200, body: { 'dashboards:read': ['dashboards:*'] } },
  wrong: [
    {
      credential: 'a deleted token',
      outcome: 'rejected',
      status: 401,
      body: { message: 'Invalid API key', messageId: 'api-key.invalid', statusCode: 401 },
    },
    {
      credential: 'an expired token',
      outcome: 'expired',
      status: 401,
      body: { message: 'Expired API key', messageId: 'api-key.expired', statusCode: 401 },
    },
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 401,
      body: { message: 'Revoked API key', messageId: 'api-key.revoked', statusCode: 401 },
    },
    {
      credential: 'a token of a service account without a role',
      outcome: 'missing-scope',
      status: 403,
      body: {
        accessErrorId: 'ACE0000000000',
        message: "You'll need additional permissions to perform this action.",
        title: 'Access denied',
      },
    },
  ],
};
