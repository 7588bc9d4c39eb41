import { box } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6WjRsanRKZG5lQk9qUE1BVQ',
  expires_in: 3600,
  restricted_to: [],
  token_type: 'bearer',
  refresh_token: 'c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6WjRsanRKZG5lQk9qUE1BVP',
};

export const fixture: ProviderFixture = {
  preset: box,
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  scopes: [],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The authorization code has expired' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The authorization code has expired',
  },
  resources: {
    'https://api.box.com/2.0/users/me': {
      body: {
        type: 'user',
        id: '11446498',
        name: 'Aaron Levie',
        login: 'ceo@example.com',
        status: 'active',
        avatar_url: 'https://www.box.com/api/avatar/large/181216415',
      },
    },
  },
  profile: {
    id: '11446498',
    name: 'Aaron Levie',
    email: 'ceo@example.com',
    avatarUrl: 'https://www.box.com/api/avatar/large/181216415',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Refresh token has expired' },
    },
  },
  revocation: 'rfc7009',
  quirks: [{ sentence: 'The email address of the user is in `login`.', shownBy: 'profile' }],
};
