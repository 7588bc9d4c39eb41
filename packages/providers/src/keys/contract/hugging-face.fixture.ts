import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'hf_aBcDeaBcDeaBcDeaBcDeaBcDeaBcDefGhI',
  header: 'Bearer hf_aBcDeaBcDeaBcDeaBcDeaBcDeaBcDefGhI',
  works: {
    status: 200,
    body: {
      type: 'user',
      id: '62f264b9f3c90f4b6514a269',
      name: 'ada',
      fullname: 'Ada Lovelace',
      email: 'ada@example.com',
      emailVerified: true,
      avatarUrl: '/avatars/ada.svg',
      auth: { type: 'access_token', accessToken: { displayName: 'test', role: 'read' } },
    },
  },
  owner: {
    id: '62f264b9f3c90f4b6514a269',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    emailVerified: true,
  },
  wrong: [
    {
      credential: 'a deleted token',
      outcome: 'rejected',
      status: 401,
      body: { error: 'Invalid credentials in Authorization header' },
    },
    {
      credential: 'an expired token',
      outcome: 'expired',
      status: 401,
      body: { error: 'User Access Token "test" is expired' },
    },
    {
      credential: 'a fine-grained token without the permission',
      outcome: 'missing-scope',
      status: 403,
      body: { error: 'This authentication method does not have sufficient permissions' },
    },
  ],
};
