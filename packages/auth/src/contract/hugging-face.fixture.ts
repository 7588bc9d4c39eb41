import { huggingFace } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'hf_oauth_eyJhbGciOiJFZERTQSJ9',
  token_type: 'bearer',
  expires_in: 28800,
  scope: 'openid profile email',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: huggingFace,
  metadata: {
    authorization_endpoint: 'https://huggingface.co/oauth/authorize',
    token_endpoint: 'https://huggingface.co/oauth/token',
    userinfo_endpoint: 'https://huggingface.co/oauth/userinfo',
    jwks_uri: 'https://huggingface.co/oauth/jwks',
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
    'https://huggingface.co/oauth/userinfo': {
      body: {
        sub: '62f264b9f3c90f4b6514a269',
        name: 'Jane Doe',
        preferred_username: 'jane',
        email: 'jane@example.com',
        email_verified: true,
        picture: 'https://cdn-avatars.huggingface.example/jane.png',
        isPro: false,
        orgs: [],
      },
    },
  },
  profile: {
    id: '62f264b9f3c90f4b6514a269',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://cdn-avatars.huggingface.example/jane.png',
  },
  quirks: [
    { sentence: 'A user chooses the organizations that a token is valid for.', shownBy: 'registration' },
  ],
};
