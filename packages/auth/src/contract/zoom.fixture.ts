import { zoom } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJIUzUxMiIsInYiOiIyLjAi',
  token_type: 'bearer',
  refresh_token: 'eyJhbGciOiJIUzUxMiIsInYiOiIyLjAr',
  expires_in: 3599,
  scope: 'user:read:user,meeting:read:meeting',
  api_url: 'https://api.zoom.us',
};

export const fixture: ProviderFixture = {
  preset: zoom,
  client: 'public',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  scopes: ['user:read:user', 'meeting:read:meeting'],
  tokenError: {
    response: {
      status: 400,
      body: { reason: 'Invalid authorization code or refresh token', error: 'invalid_grant' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant',
  },
  resources: {
    'https://api.zoom.us/v2/users/me': {
      body: {
        id: 'KDcuGIm1QgePTO8WbOqwIQ',
        first_name: 'Jane',
        last_name: 'Doe',
        email: 'jane@example.com',
        type: 2,
        pic_url: 'https://lh4.zoom.example/photo.jpg',
        account_id: 'q6gBJVO5TzexKYTb_I2rpg',
      },
    },
  },
  profile: {
    id: 'KDcuGIm1QgePTO8WbOqwIQ',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://lh4.zoom.example/photo.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { reason: 'Invalid Token!', error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'Zoom ignores the port of http://127.0.0.1 where a native client uses PKCE.',
      async check({ begin }) {
        const { page } = await begin();
        expect(page.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\/\w+$/);
        expect(page.searchParams.get('code_challenge_method')).toBe('S256');
      },
    },
  ],
};
