import { asana } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'f6ds7fdsa69ags7ag9sd5a',
  expires_in: 3600,
  token_type: 'bearer',
  refresh_token: 'hjkl325hjkl4325hj4kl32fjds',
  data: { id: 4673218951, gid: '4673218951', name: 'Greg Sanchez', email: 'gsanchez@example.com' },
};

export const fixture: ProviderFixture = {
  preset: asana,
  client: 'confidential',
  authorization: { scope: 'default', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['default'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://app.asana.com/api/1.0/users/me': {
      body: {
        data: {
          gid: '4673218951',
          resource_type: 'user',
          name: 'Greg Sanchez',
          email: 'gsanchez@example.com',
          photo: { image_128x128: 'https://asana-user-private-us-east-1.example/greg.png' },
        },
      },
    },
  },
  profile: {
    id: '4673218951',
    name: 'Greg Sanchez',
    email: 'gsanchez@example.com',
    avatarUrl: 'https://asana-user-private-us-east-1.example/greg.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed' } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'An app is available to its own workspace only, until its distribution is changed.',
      shownBy: 'registration',
    },
    { sentence: 'The user is below a member "data".', shownBy: 'profile' },
  ],
};
