import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY',
  header: 'Bearer Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY',
  works: {
    status: 200,
    body: {
      success: true,
      errors: [],
      messages: [],
      result: { id: '7c5dae5552338874e5053f2534d2767a', email: 'ada@example.com', first_name: 'Ada' },
    },
  },
  owner: { id: '7c5dae5552338874e5053f2534d2767a', name: 'Ada', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted token',
      outcome: 'rejected',
      status: 401,
      body: {
        success: false,
        errors: [{ code: 1000, message: 'Invalid API Token' }],
        messages: [],
        result: null,
      },
    },
    {
      credential: 'a malformed token',
      outcome: 'rejected',
      status: 400,
      body: {
        success: false,
        errors: [
          {
            code: 6003,
            message: 'Invalid request headers',
            error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
          },
        ],
        messages: [],
        result: null,
      },
    },
    {
      credential: 'a token without the permission User Details',
      outcome: 'missing-scope',
      status: 403,
      body: {
        success: false,
        errors: [{ code: 9109, message: 'Unauthorized to access requested resource' }],
        messages: [],
        result: null,
      },
    },
  ],
};
