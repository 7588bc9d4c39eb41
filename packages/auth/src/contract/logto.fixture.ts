import { logto } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const oidc = 'https://acme.logto.app/oidc';
const tokens = {
  access_token: '5ZpA1qR7',
  expires_in: 3600,
  id_token: '{idToken}',
  refresh_token: 'nB3xK9',
  scope: 'openid profile email offline_access',
  token_type: 'Bearer',
};

export const fixture: ProviderFixture = {
  preset: logto,
  parameters: { endpoint: 'https://acme.logto.app' },
  metadata: {
    authorization_endpoint: `${oidc}/auth`,
    token_endpoint: `${oidc}/token`,
    userinfo_endpoint: `${oidc}/me`,
    jwks_uri: `${oidc}/jwks`,
    revocation_endpoint: `${oidc}/token/revocation`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline_access', prompt: 'consent' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://acme.logto.app/oidc/me': {
      body: {
        sub: 'd8e2f1c6a9b3',
        name: null,
        username: 'jane',
        preferred_username: 'jane',
        picture: null,
        email: 'jane@example.com',
        email_verified: true,
      },
    },
  },
  profile: { id: 'd8e2f1c6a9b3', name: 'jane', email: 'jane@example.com', emailVerified: true },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'Without prompt=consent there is no refresh token.', shownBy: 'authorization' },
    { sentence: 'A user without a name has only a user name.', shownBy: 'profile' },
  ],
};
