import { figma } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'figu_8fB3cD1eF5gH7iJ9',
  token_type: 'bearer',
  expires_in: 7776000,
  refresh_token: 'figur_2kL4mN6oP8qR0sT2',
  user_id_string: '927485810286412345',
};

export const fixture: ProviderFixture = {
  preset: figma,
  client: 'confidential',
  authorization: { scope: 'current_user:read', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'basic' },
  scopes: ['current_user:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.figma.com/v1/me': {
      body: {
        id: '927485810286412345',
        email: 'jane@example.com',
        handle: 'Jane Doe',
        img_url: 'https://s3-alpha.figma.example/profile/jane.png',
      },
    },
  },
  profile: {
    id: '927485810286412345',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://s3-alpha.figma.example/profile/jane.png',
  },
  quirks: [
    {
      sentence: 'A refresh token is redeemed at a separate endpoint, which is not called.',
      async check({ sentTo, signIn }) {
        await signIn();
        expect(sentTo('https://api.figma.com/v1/oauth/refresh')).toEqual([]);
      },
    },
  ],
};
