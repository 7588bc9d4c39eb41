import { kinde } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const oauth2 = 'https://acme.kinde.com/oauth2';
const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  expires_in: 86399,
  id_token: '{idToken}',
  refresh_token: 'Qm4x.k7',
  scope: 'openid profile email offline',
  token_type: 'bearer',
};

export const fixture: ProviderFixture = {
  preset: kinde,
  parameters: { domain: 'acme.kinde.com' },
  metadata: {
    authorization_endpoint: `${oauth2}/auth`,
    token_endpoint: `${oauth2}/token`,
    userinfo_endpoint: `${oauth2}/v2/user_profile`,
    jwks_uri: 'https://acme.kinde.com/.well-known/jwks',
    revocation_endpoint: `${oauth2}/revoke`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://acme.kinde.com/oauth2/v2/user_profile': {
      body: {
        sub: 'kp_7a4b2c',
        given_name: 'Jane',
        family_name: 'Doe',
        email: 'jane@example.com',
        picture: 'https://gravatar.example/jane.png',
      },
    },
  },
  profile: {
    id: 'kp_7a4b2c',
    name: 'Jane',
    email: 'jane@example.com',
    avatarUrl: 'https://gravatar.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed.too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'The scope for a refresh token is offline, and not offline_access.',
      shownBy: 'authorization',
    },
    { sentence: 'The parts of a name are separate claims.', shownBy: 'profile' },
  ],
};
