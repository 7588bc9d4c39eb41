import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'phx_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  header: 'Bearer phx_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  works: {
    status: 200,
    body: { uuid: '018f0000-0000-0000-0000-000000000001', first_name: 'Ada', email: 'ada@example.com' },
  },
  owner: { id: '018f0000-0000-0000-0000-000000000001', name: 'Ada', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted key',
      outcome: 'rejected',
      status: 401,
      body: {
        type: 'authentication_error',
        code: 'authentication_failed',
        detail: 'Personal API key found in request Authorization header is invalid.',
        attr: null,
      },
    },
    {
      credential: 'a key without the scope user:read',
      outcome: 'missing-scope',
      status: 403,
      body: {
        type: 'authentication_error',
        code: 'permission_denied',
        detail: "API key missing required scope 'user:read'",
        attr: null,
      },
    },
  ],
};
