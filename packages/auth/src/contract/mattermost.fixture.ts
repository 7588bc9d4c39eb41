import { mattermost } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'sxyk7j1hk3yqpxo1b4w8j7wqzr',
  token_type: 'bearer',
  expires_in: 2592000,
  scope: '',
  refresh_token: 'kq9w4m3t5bn8ufz6yjd1xhrcoa',
};

export const fixture: ProviderFixture = {
  preset: mattermost,
  parameters: { host: 'chat.example.com' },
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://chat.example.com/api/v4/users/me': {
      body: {
        id: '9jrc3tmsjbrqzgk1x5o7f6w8ye',
        username: 'jane',
        nickname: '',
        first_name: 'Jane',
        last_name: 'Doe',
        email: 'jane@example.com',
        email_verified: true,
      },
    },
  },
  profile: { id: '9jrc3tmsjbrqzgk1x5o7f6w8ye', name: 'jane', email: 'jane@example.com', emailVerified: true },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    { sentence: 'An administrator must enable the OAuth 2.0 service provider.', shownBy: 'registration' },
    { sentence: 'A client without a secret gets no refresh token.', shownBy: 'registration' },
  ],
};
