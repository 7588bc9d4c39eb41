import { sentry } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: '8923f2eb9ee1b3e5f8d6f1b0c1a9d7e0',
  refresh_token: '74d3b8a1f0c5e6d7a8b9c0d1e2f3a4b5',
  expires_in: 2591999,
  expires_at: '2026-12-21T23:20:21.054320Z',
  token_type: 'Bearer',
  scope: 'org:read',
  user: { id: '1', name: 'Jane Doe', email: 'jane@example.com' },
};

export const fixture: ProviderFixture = {
  preset: sentry,
  client: 'public',
  authorization: { scope: 'org:read', nonce: null },
  token: { body: tokens },
  scopes: ['org:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant' } },
    error: 'exchange-failed',
    says: 'invalid_grant',
  },
  resources: {},
  profile: { id: '1', name: 'Jane Doe', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'a3f8d2c1b4e5f6a7b8c9d0e1f2a3b4c5',
        user_code: 'ABCD-EFGH',
        verification_uri: 'https://sentry.io/oauth/device/',
        verification_uri_complete: 'https://sentry.io/oauth/device/?user_code=ABCD-EFGH',
        expires_in: 600,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  quirks: [
    {
      sentence: 'The user is in the token response, because there is no user info endpoint.',
      shownBy: 'profile',
    },
    {
      sentence: 'No ID token is requested, because Sentry signs ID tokens with its own secret.',
      shownBy: 'authorization',
    },
    {
      sentence:
        'Older applications accept every redirect URI that begins with the registered one: register the complete URI.',
      shownBy: 'registration',
    },
  ],
};
