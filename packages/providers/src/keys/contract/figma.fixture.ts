import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'figd_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_',
  header: 'figd_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_aB1-_',
  works: {
    status: 200,
    body: {
      id: '942846',
      handle: 'Ada Lovelace',
      email: 'ada@example.com',
      img_url: 'https://www.figma.com/ada.png',
    },
  },
  owner: {
    id: '942846',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://www.figma.com/ada.png',
  },
  wrong: [
    {
      credential: 'a revoked token',
      outcome: 'rejected',
      status: 403,
      body: { status: 403, err: 'Invalid token' },
    },
    {
      credential: 'an expired token',
      outcome: 'expired',
      status: 403,
      body: { status: 403, err: 'Token expired' },
    },
    {
      credential: 'a token without the scope current_user:read',
      outcome: 'missing-scope',
      status: 403,
      body: {
        status: 403,
        err: 'Invalid scope(s): file_content:read. This endpoint requires the current_user:read scope',
      },
    },
  ],
};
