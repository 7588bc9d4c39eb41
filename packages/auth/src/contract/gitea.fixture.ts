import { gitea } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.YWNjZXNz.c2ln',
  token_type: 'bearer',
  expires_in: 3600,
  refresh_token: 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.cmVmcmVzaA.c2ln',
};

export const fixture: ProviderFixture = {
  preset: gitea,
  parameters: { host: 'git.example.com' },
  client: 'public',
  authorization: { scope: 'read:user', nonce: null },
  token: { body: tokens },
  scopes: ['read:user'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'unauthorized_client', error_description: 'client is not authorized' },
    },
    error: 'exchange-failed',
    says: 'unauthorized_client: client is not authorized',
  },
  resources: {
    'https://git.example.com/api/v1/user': {
      body: {
        id: 7,
        login: 'jane',
        full_name: 'Jane Doe',
        email: 'jane@example.com',
        avatar_url: 'https://git.example.com/avatars/jane.png',
        language: 'en-US',
      },
    },
  },
  profile: {
    id: '7',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://git.example.com/avatars/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant', error_description: 'token was already used' } },
  },
  quirks: [
    {
      sentence: 'Older versions ignore scopes: a token then has all rights of the user.',
      shownBy: 'authorization',
    },
  ],
};
