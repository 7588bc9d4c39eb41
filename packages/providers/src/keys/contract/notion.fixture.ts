import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'ntn_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2xy',
  header: 'Bearer ntn_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2xy',
  works: {
    status: 200,
    body: {
      object: 'user',
      id: '16d84278-ab0e-484c-9bdd-b35da3bd8905',
      name: 'Docker extension',
      avatar_url: null,
      type: 'bot',
      bot: { owner: { type: 'workspace', workspace: true }, workspace_name: 'Ada Inc.' },
    },
  },
  owner: { id: '16d84278-ab0e-484c-9bdd-b35da3bd8905', name: 'Ada Inc.' },
  wrong: [
    {
      credential: 'a secret of a deleted integration',
      outcome: 'rejected',
      status: 401,
      body: { object: 'error', status: 401, code: 'unauthorized', message: 'API token is invalid.' },
    },
    {
      credential: 'a secret without the capability',
      outcome: 'missing-scope',
      status: 403,
      body: {
        object: 'error',
        status: 403,
        code: 'restricted_resource',
        message: 'Insufficient permissions for this endpoint.',
      },
    },
  ],
};
