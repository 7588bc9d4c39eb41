import { pocketId } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  token_type: 'Bearer',
  id_token: '{idToken}',
  expires_in: 3600,
};

export const fixture: ProviderFixture = {
  preset: pocketId,
  parameters: { baseUrl: 'https://id.example.com' },
  metadata: {
    token_endpoint: 'https://id.example.com/api/oidc/token',
    userinfo_endpoint: 'https://id.example.com/api/oidc/userinfo',
    jwks_uri: 'https://id.example.com/.well-known/jwks.json',
  },
  client: 'public',
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://id.example.com/api/oidc/userinfo': {
      body: {
        sub: '1cd19686-f9a6-43f4-a41f-14a0bf5b4036',
        name: 'Jane Doe',
        given_name: 'Jane',
        family_name: 'Doe',
        preferred_username: 'jane',
        email: 'jane@example.com',
        email_verified: true,
        picture: 'https://id.example.com/jane.png',
      },
    },
  },
  profile: {
    id: '1cd19686-f9a6-43f4-a41f-14a0bf5b4036',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://id.example.com/jane.png',
  },
  quirks: [{ sentence: 'A callback URL may have wildcards: do not use them.', shownBy: 'registration' }],
};
