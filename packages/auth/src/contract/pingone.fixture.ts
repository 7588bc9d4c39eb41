import { pingone } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const environmentId = '0d3b1c2e-5f4a-4c8b-9d7e-6a5b4c3d2e1f';
const issuer = `https://auth.pingone.eu/${environmentId}/as`;
const sub = '7c3e1f2a-8b9d-4e0c-a1b2-c3d4e5f60718';
const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'openid profile email',
  refresh_token: 'eyJ0eXAiOiJKV1QifQ.cmVmcmVzaA',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: pingone,
  parameters: { authHost: 'auth.pingone.eu', environmentId },
  metadata: {
    device_authorization_endpoint: `${issuer}/device_authorization`,
    revocation_endpoint: `${issuer}/revoke`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  idTokenClaims: { env: environmentId, org: 'c1d2e3f4-0a1b-4c2d-8e3f-4a5b6c7d8e9f' },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'Provided authorization code is invalid or expired. (Correlation ID: 5f2e)',
      },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Provided authorization code is invalid or expired',
  },
  resources: {
    [`${issuer}/userinfo`]: {
      body: { sub, name: 'Jane Doe', preferred_username: 'jane', email: 'jane@example.com' },
    },
  },
  profile: { id: sub, name: 'Jane Doe', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed-too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    authorization: {
      body: {
        device_code: '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
        user_code: '95TU4RKZ',
        verification_uri: `https://auth.pingone.eu/${environmentId}/device`,
        verification_uri_complete: `https://auth.pingone.eu/${environmentId}/device?user_code=95TU4RKZ`,
        expires_in: 600,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'A redirect URI may have one wildcard in its path or query; none is needed here.',
      shownBy: 'registration',
    },
  ],
};
