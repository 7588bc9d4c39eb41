import { casdoor } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  id_token: '{idToken}',
  token_type: 'Bearer',
  expires_in: 10080,
  scope: 'openid profile email',
};

export const fixture: ProviderFixture = {
  preset: casdoor,
  parameters: { baseUrl: 'https://door.example.com' },
  metadata: {
    authorization_endpoint: 'https://door.example.com/login/oauth/authorize',
    token_endpoint: 'https://door.example.com/api/login/oauth/access_token',
    userinfo_endpoint: 'https://door.example.com/api/userinfo',
    jwks_uri: 'https://door.example.com/.well-known/jwks',
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
    'https://door.example.com/api/userinfo': {
      body: {
        sub: '7a6b4a8a-b731-48da-bc44-36ae27338817',
        iss: 'https://door.example.com',
        aud: 'contract-client',
        name: 'Jane Doe',
        preferred_username: 'jane',
        email: 'jane@example.com',
        email_verified: true,
        picture: 'https://door.example.com/jane.png',
      },
    },
  },
  profile: {
    id: '7a6b4a8a-b731-48da-bc44-36ae27338817',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://door.example.com/jane.png',
  },
  quirks: [
    {
      sentence: 'A client that sends a secret must send the right one, even with PKCE.',
      shownBy: 'registration',
    },
    {
      sentence: 'The password grant is supported too, and is not used.',
      async check({ endpoint, sentTo, signIn }) {
        await signIn();
        expect(sentTo(endpoint('token'))[0]?.parameters.grant_type).toBe('authorization_code');
      },
    },
  ],
};
