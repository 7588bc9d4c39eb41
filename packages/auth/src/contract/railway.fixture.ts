import { railway } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'rlwy_oaat_3f9c1d',
  expires_in: 3600,
  id_token: '{idToken}',
  refresh_token: 'rlwy_oart_7b2e8a',
  scope: 'openid email profile offline_access',
  token_type: 'Bearer',
};

export const fixture: ProviderFixture = {
  preset: railway,
  client: 'public',
  authorization: { scope: 'openid email profile offline_access', prompt: 'consent' },
  token: { body: tokens },
  scopes: ['openid', 'email', 'profile', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://backboard.railway.com/oauth/me': {
      body: {
        sub: 'user_abc123',
        email: 'jane@example.com',
        name: 'Jane Developer',
        picture: 'https://avatars.githubusercontent.com/u/12345',
      },
    },
  },
  profile: {
    id: 'user_abc123',
    name: 'Jane Developer',
    email: 'jane@example.com',
    avatarUrl: 'https://avatars.githubusercontent.com/u/12345',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'rlwy_oaat_renewed', refresh_token: 'rlwy_oart_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    { sentence: 'A client of the type Native must not send a secret.', shownBy: 'token' },
    { sentence: 'The ID token has no profile, which is read from user info.', shownBy: 'profile' },
  ],
};
