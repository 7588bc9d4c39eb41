import { zitadel } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://acme-a1b2c3.zitadel.cloud';
const tokens = {
  access_token: 'V2-255134567890-at255134567891:251234567890123456',
  token_type: 'Bearer',
  refresh_token: 'fSRdZ0vXqTl1A9cX7zZ5bN2pV8kW3hJ6',
  expires_in: 43199,
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: zitadel,
  parameters: { instance: 'acme-a1b2c3.zitadel.cloud' },
  metadata: {
    authorization_endpoint: `${issuer}/oauth/v2/authorize`,
    token_endpoint: `${issuer}/oauth/v2/token`,
    userinfo_endpoint: `${issuer}/oidc/v1/userinfo`,
    revocation_endpoint: `${issuer}/oauth/v2/revoke`,
    device_authorization_endpoint: `${issuer}/oauth/v2/device_authorization`,
    jwks_uri: `${issuer}/oauth/v2/keys`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  // Beside the client, ZITADEL names the project as an audience.
  idTokenClaims: { aud: ['contract-client', '255134567890@acme'], azp: 'contract-client' },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Errors.AuthRequest.NoCode' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Errors.AuthRequest.NoCode',
  },
  resources: {
    [`${issuer}/oidc/v1/userinfo`]: {
      body: {
        sub: '251234567890123456',
        name: 'Road Runner',
        given_name: 'Road',
        family_name: 'Runner',
        preferred_username: 'road.runner@acme.example',
        email: 'road.runner@acme.example',
        email_verified: true,
      },
    },
  },
  profile: {
    id: '251234567890123456',
    name: 'Road Runner',
    email: 'road.runner@acme.example',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed-too' } },
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Errors.User.RefreshToken.Invalid' },
    },
  },
  device: {
    authorization: {
      body: {
        device_code: '0jMqXW8QG5bBqAbBJQ3Sxg',
        user_code: 'MGDH-FDXL',
        verification_uri: `${issuer}/device`,
        verification_uri_complete: `${issuer}/device?user_code=MGDH-FDXL`,
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
    {
      sentence: 'A custom scheme in an application of the type Web is flagged as not compliant.',
      shownBy: 'registration',
    },
    {
      sentence:
        'A refresh token requires the scope offline_access and a selected checkbox in the application.',
      shownBy: 'authorization',
    },
  ],
};
