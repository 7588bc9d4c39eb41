import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'rk_test_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  header:
    'Bearer rk_test_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  works: {
    status: 200,
    body: {
      id: 'acct_1032D82eZvKYlo2C',
      object: 'account',
      email: 'ada@example.com',
      business_profile: { name: 'Ada Inc.' },
      settings: { dashboard: { display_name: 'Ada' } },
    },
  },
  owner: { id: 'acct_1032D82eZvKYlo2C', name: 'Ada', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted key',
      outcome: 'rejected',
      status: 401,
      body: { error: { message: 'Invalid API Key provided: rk_test_****', type: 'invalid_request_error' } },
    },
    {
      credential: 'an expired key',
      outcome: 'expired',
      status: 401,
      body: {
        error: {
          code: 'api_key_expired',
          message: 'Expired API Key provided: rk_test_****',
          type: 'invalid_request_error',
        },
      },
    },
    {
      credential: 'a key without the permission',
      outcome: 'missing-scope',
      status: 403,
      body: {
        error: {
          code: 'more_permissions_required',
          message: 'The provided key does not have the required permissions for this endpoint.',
          type: 'invalid_request_error',
        },
      },
    },
  ],
};
