import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'lin_api_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  header: 'lin_api_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  works: {
    status: 200,
    body: {
      data: {
        viewer: {
          id: 'c8b4f2a0-0000-4000-8000-000000000001',
          name: 'Ada Lovelace',
          email: 'ada@example.com',
          avatarUrl: null,
        },
      },
    },
  },
  owner: { id: 'c8b4f2a0-0000-4000-8000-000000000001', name: 'Ada Lovelace', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a revoked key',
      outcome: 'rejected',
      status: 401,
      body: {
        errors: [
          {
            message: 'Authentication required, not authenticated',
            extensions: {
              type: 'authentication error',
              code: 'AUTHENTICATION_ERROR',
              statusCode: 401,
              userPresentableMessage: 'You need to authenticate to access this operation.',
            },
          },
        ],
      },
    },
    {
      credential: 'a revoked key, in the older form',
      outcome: 'rejected',
      status: 400,
      body: {
        errors: [
          {
            message: 'Authentication required',
            extensions: { type: 'authentication error', code: 'AUTHENTICATION_ERROR' },
          },
        ],
      },
    },
    {
      credential: 'a revoked key, with HTTP 200',
      outcome: 'rejected',
      status: 200,
      body: {
        data: null,
        errors: [{ message: 'Authentication required', extensions: { code: 'AUTHENTICATION_ERROR' } }],
      },
    },
    {
      credential: 'a key without the permission',
      outcome: 'missing-scope',
      status: 403,
      body: { errors: [{ message: 'Forbidden', extensions: { type: 'forbidden', code: 'FORBIDDEN' } }] },
    },
    {
      credential: 'a key beyond its rate limit',
      outcome: 'rate-limited',
      status: 400,
      headers: { 'retry-after': '30' },
      body: {
        errors: [
          { message: 'Rate limit exceeded', extensions: { type: 'ratelimited', code: 'RATELIMITED' } },
        ],
      },
    },
  ],
};
