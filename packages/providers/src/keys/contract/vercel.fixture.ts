import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'vcp_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  header: 'Bearer vcp_A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2A1b2',
  works: {
    status: 200,
    body: {
      user: {
        id: 'AEIIDYVk59zbFF2Sxfyxxmua',
        username: 'ada',
        name: 'Ada Lovelace',
        email: 'ada@example.com',
      },
    },
  },
  owner: { id: 'AEIIDYVk59zbFF2Sxfyxxmua', name: 'Ada Lovelace', email: 'ada@example.com' },
  wrong: [
    {
      credential: 'a deleted token',
      outcome: 'rejected',
      status: 403,
      body: { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } },
    },
    {
      credential: 'a token of another team',
      outcome: 'missing-scope',
      status: 403,
      body: { error: { code: 'forbidden', message: 'Not authorized' } },
    },
  ],
};
