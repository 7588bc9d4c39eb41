import { authentik } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const base = 'https://authentik.example.com/application/o';
const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  token_type: 'Bearer',
  scope: 'openid profile email offline_access',
  expires_in: 300,
  refresh_token: 'eyJhbGciOiJIUzI1NiJ9.cmVmcmVzaA.c2ln',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: authentik,
  parameters: { baseUrl: 'https://authentik.example.com', application: 'my-extension' },
  metadata: {
    authorization_endpoint: `${base}/authorize/`,
    token_endpoint: `${base}/token/`,
    userinfo_endpoint: `${base}/userinfo/`,
    jwks_uri: `${base}/my-extension/jwks/`,
    revocation_endpoint: `${base}/revoke/`,
    device_authorization_endpoint: `${base}/device/`,
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
    'https://authentik.example.com/application/o/userinfo/': {
      body: {
        sub: '8a1c2f4e9b',
        email: 'jane@example.com',
        email_verified: false,
        name: 'Jane Doe',
        given_name: 'Jane Doe',
        preferred_username: 'jane',
        nickname: 'jane',
        groups: ['authentik Admins'],
      },
    },
  },
  profile: { id: '8a1c2f4e9b', name: 'Jane Doe', email: 'jane@example.com', emailVerified: false },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg',
        user_code: '517294630',
        verification_uri: 'https://authentik.example.com/device',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'The issuer ends with a slash.', shownBy: 'authorization' },
    {
      sentence: 'Without a signing key, ID tokens are signed with the client secret, which is not accepted.',
      shownBy: 'registration',
    },
    {
      sentence:
        'Since version 2025.10 an email address counts as unverified, unless a scope mapping says otherwise.',
      shownBy: 'profile',
    },
    {
      sentence: 'The only rejected custom schemes are javascript, data and vbscript.',
      shownBy: 'registration',
    },
  ],
};
