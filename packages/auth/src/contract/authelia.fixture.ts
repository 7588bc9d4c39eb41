import { authelia } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const oidc = 'https://auth.example.com/api/oidc';
const tokens = {
  access_token: 'authelia_at_Jb1K2',
  expires_in: 3599,
  id_token: '{idToken}',
  refresh_token: 'authelia_rt_x9Lq',
  scope: 'openid profile email offline_access',
  token_type: 'bearer',
};

export const fixture: ProviderFixture = {
  preset: authelia,
  parameters: { baseUrl: 'https://auth.example.com' },
  metadata: {
    authorization_endpoint: `${oidc}/authorization`,
    token_endpoint: `${oidc}/token`,
    userinfo_endpoint: `${oidc}/userinfo`,
    jwks_uri: 'https://auth.example.com/jwks.json',
    revocation_endpoint: `${oidc}/revocation`,
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
    'https://auth.example.com/api/oidc/userinfo': {
      body: {
        sub: '5cbe1cd4-1d11-4f5f-9d5b-4f0a4f6a7a55',
        name: 'Jane Doe',
        preferred_username: 'jane',
        email: 'jane@example.com',
        email_verified: true,
        alt_emails: [],
      },
    },
  },
  profile: {
    id: '5cbe1cd4-1d11-4f5f-9d5b-4f0a4f6a7a55',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'A client is an entry in the configuration file, with a digest of its secret.',
      shownBy: 'registration',
    },
    { sentence: 'Redirect URIs are compared with case.', shownBy: 'registration' },
  ],
};
