import { netlify } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = { access_token: 'nfo_9dK2mB7vQ4xZ1cR8', token_type: 'Bearer' };

export const fixture: ProviderFixture = {
  preset: netlify,
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.netlify.com/api/v1/user': {
      body: {
        id: '5b2e8c1f0a9d4e6b7c3a',
        uid: '5b2e8c1f',
        full_name: 'Jane Doe',
        avatar_url: 'https://www.gravatar.example/avatar/jane',
        email: 'jane@example.com',
        slug: 'jane',
      },
    },
  },
  profile: {
    id: '5b2e8c1f0a9d4e6b7c3a',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://www.gravatar.example/avatar/jane',
  },
  quirks: [
    { sentence: 'There are no scopes: a token has all rights of the user.', shownBy: 'authorization' },
  ],
};
