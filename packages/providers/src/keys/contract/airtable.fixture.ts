import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'patAbCdEfGhIjKlMn.0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  header: 'Bearer patAbCdEfGhIjKlMn.0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
  works: {
    status: 200,
    body: { id: 'usrL2PNC5o3H4lBEi', scopes: ['user.email:read'], email: 'ada@example.com' },
  },
  owner: { id: 'usrL2PNC5o3H4lBEi', name: 'ada@example.com', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted token',
      outcome: 'rejected',
      status: 401,
      body: { error: { type: 'AUTHENTICATION_REQUIRED', message: 'Authentication required' } },
    },
    {
      credential: 'a token without access to the base',
      outcome: 'missing-scope',
      status: 403,
      body: {
        error: {
          type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
          message: 'Invalid permissions, or the requested model was not found.',
        },
      },
    },
  ],
};
