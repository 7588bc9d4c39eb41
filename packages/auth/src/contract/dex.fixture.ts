import { dex } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  token_type: 'bearer',
  expires_in: 86399,
  refresh_token: 'Chlsb2p3',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: dex,
  parameters: { issuer: 'https://dex.example.com' },
  metadata: {
    authorization_endpoint: 'https://dex.example.com/auth',
    token_endpoint: 'https://dex.example.com/token',
    userinfo_endpoint: 'https://dex.example.com/userinfo',
    jwks_uri: 'https://dex.example.com/keys',
    device_authorization_endpoint: 'https://dex.example.com/device/code',
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://dex.example.com/userinfo': {
      body: {
        sub: 'CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs',
        email: 'jane@example.com',
        email_verified: true,
        name: 'jane',
      },
    },
  },
  profile: {
    id: 'CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs',
    name: 'jane',
    email: 'jane@example.com',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_request', error_description: 'Refresh token expired.' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg',
        user_code: 'HCFM-BTRP',
        verification_uri: 'https://dex.example.com/device',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  quirks: [
    {
      sentence:
        'On "Deny" the user remains on a page of Dex: the sign-in ends when it expires, or by Cancel.',
      shownBy: 'registration',
    },
    {
      sentence: 'A refresh token that is no longer valid is rejected with invalid_request.',
      shownBy: 'refresh',
    },
  ],
};
