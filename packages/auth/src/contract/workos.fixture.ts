import { workos } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const oauth2 = 'https://acme.authkit.app/oauth2';
const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  refresh_token: 'pv3kyYzhtfbMGdXwDKmxCJlBn',
  id_token: '{idToken}',
  token_type: 'bearer',
  expires_in: 300,
};

export const fixture: ProviderFixture = {
  preset: workos,
  parameters: { domain: 'acme.authkit.app' },
  metadata: {
    authorization_endpoint: `${oauth2}/authorize`,
    token_endpoint: `${oauth2}/token`,
    userinfo_endpoint: `${oauth2}/userinfo`,
    jwks_uri: `${oauth2}/jwks`,
    device_authorization_endpoint: `${oauth2}/device_authorization`,
    token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
  },
  client: 'confidential',
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://acme.authkit.app/oauth2/userinfo': {
      body: {
        sub: 'user_01E4ZCR3C56J083X43JQXF3JK5',
        email: 'jane@example.com',
        email_verified: true,
        given_name: 'Jane',
        family_name: 'Doe',
        name: 'Jane Doe',
      },
    },
  },
  profile: {
    id: 'user_01E4ZCR3C56J083X43JQXF3JK5',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://acme.authkit.app/device',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  quirks: [{ sentence: 'The authorization request must have a nonce.', shownBy: 'authorization' }],
};
