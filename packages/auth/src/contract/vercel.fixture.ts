import { vercel } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'vca_1a2b3c4d5e6f',
  token_type: 'Bearer',
  id_token: '{idToken}',
  expires_in: 3600,
  scope: 'openid profile email offline_access',
  refresh_token: 'vcr_6f5e4d3c2b1a',
};

export const fixture: ProviderFixture = {
  preset: vercel,
  metadata: {
    authorization_endpoint: 'https://vercel.com/oauth/authorize',
    token_endpoint: 'https://api.vercel.com/login/oauth/token',
    userinfo_endpoint: 'https://api.vercel.com/login/oauth/userinfo',
    revocation_endpoint: 'https://api.vercel.com/login/oauth/token/revoke',
    jwks_uri: 'https://vercel.com/.well-known/jwks',
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline_access', code_challenge_method: 'S256' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.vercel.com/login/oauth/userinfo': {
      body: {
        sub: '345e869043f1a55f8bdc837c',
        email: 'jane@example.com',
        email_verified: true,
        name: 'Jane Doe',
        preferred_username: 'jane',
        picture: 'https://api.vercel.example/www/avatar/jane.png',
      },
    },
  },
  profile: {
    id: '345e869043f1a55f8bdc837c',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://api.vercel.example/www/avatar/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'vca_renewed', refresh_token: 'vcr_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'PKCE is mandatory.', shownBy: 'authorization' },
    { sentence: 'Scopes that the app does not have are dropped without an error.', shownBy: 'registration' },
  ],
};
