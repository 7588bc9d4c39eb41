import { spotify } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'BQDMKY37GGjcOKe1qpISqtxuRCUXoD7lBOEd',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'AQAVBtSLYBpQxEhxTR9zyQFlcCKc',
  scope: 'user-read-email',
};

export const fixture: ProviderFixture = {
  preset: spotify,
  client: 'public',
  authorization: { scope: 'user-read-email', nonce: null },
  token: { body: tokens },
  scopes: ['user-read-email'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Invalid authorization code',
  },
  resources: {
    'https://api.spotify.com/v1/me': {
      body: {
        country: 'SE',
        display_name: 'Jane Doe',
        email: 'jane@example.com',
        id: 'wizzler',
        images: [{ url: 'https://i.scdn.example/jane.jpg', height: 300, width: 300 }],
        type: 'user',
      },
    },
  },
  profile: {
    id: 'wizzler',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://i.scdn.example/jane.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Refresh token revoked' },
    },
  },
  quirks: [
    {
      sentence: 'A loopback redirect URI must have the IP address: localhost is rejected.',
      async check({ begin }) {
        const { page } = await begin();
        expect(new URL(String(page.searchParams.get('redirect_uri'))).hostname).toBe('127.0.0.1');
      },
    },
    {
      sentence:
        'A path with a hyphen is reported to be rejected on loopback. The generated redirect URI has none.',
      async check({ begin }) {
        const { page } = await begin();
        expect(new URL(String(page.searchParams.get('redirect_uri'))).pathname).toMatch(
          /^\/callback\/[a-z]+$/,
        );
      },
    },
  ],
};
