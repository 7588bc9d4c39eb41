import { oidc } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://id.example.com/realms/main';
const tokens = {
  access_token: 'SlAV32hkKG',
  token_type: 'Bearer',
  refresh_token: '8xLOxBtZp8',
  expires_in: 3600,
  id_token: '{idToken}',
};
const slow = { error: 'authorization_pending' };

/** The examples of OpenID Connect Core 1.0, RFC 6749 and RFC 8628. */
export const fixture: ProviderFixture = {
  preset: oidc,
  issuer,
  client: 'public',
  metadata: {
    device_authorization_endpoint: `${issuer}/device`,
    revocation_endpoint: `${issuer}/revoke`,
    authorization_response_iss_parameter_supported: true,
  },
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  idTokenClaims: { sub: '248289761001' },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code has expired.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code has expired',
  },
  resources: {
    [`${issuer}/userinfo`]: {
      body: {
        sub: '248289761001',
        name: 'Jane Doe',
        preferred_username: 'j.doe',
        email: 'janedoe@example.com',
        picture: 'https://example.com/janedoe/me.jpg',
      },
    },
  },
  profile: {
    id: '248289761001',
    name: 'Jane Doe',
    email: 'janedoe@example.com',
    avatarUrl: 'https://example.com/janedoe/me.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'TlBN45jURg', refresh_token: '9yNOxJtZa5' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
        user_code: 'WDJB-MJHT',
        verification_uri: `${issuer}/enter`,
        expires_in: 1800,
        interval: 5,
      },
    },
    pending: { status: 400, body: slow },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
};
