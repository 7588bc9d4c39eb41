import { fusionauth } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJhbGciOiJSUzI1NiJ9.YWNjZXNz.c2ln',
  expires_in: 3600,
  id_token: '{idToken}',
  refresh_token: 'ze9fi6Y9sMSf3yWp3aaO2w7AMav2MFdiMIi2GObrAi-i3248oo0jTQ',
  refresh_token_id: '9f0af2c1',
  scope: 'openid profile email offline_access',
  token_type: 'Bearer',
  userId: '3b6d2f70-4821-4694-ac89-60333c9c4165',
};

export const fixture: ProviderFixture = {
  preset: fusionauth,
  parameters: { issuer: 'https://auth.example.com' },
  metadata: {
    authorization_endpoint: 'https://auth.example.com/oauth2/authorize',
    token_endpoint: 'https://auth.example.com/oauth2/token',
    userinfo_endpoint: 'https://auth.example.com/oauth2/userinfo',
    jwks_uri: 'https://auth.example.com/.well-known/jwks.json',
  },
  client: 'confidential',
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://auth.example.com/oauth2/userinfo': {
      body: {
        applicationId: 'c9b7',
        email: 'jane@example.com',
        email_verified: true,
        family_name: 'Doe',
        given_name: 'Jane',
        name: 'Jane Doe',
        sub: '3b6d2f70-4821-4694-ac89-60333c9c4165',
      },
    },
  },
  profile: {
    id: '3b6d2f70-4821-4694-ac89-60333c9c4165',
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'The issuer of a tenant is acme.com, unless it is set to the address of the server.',
      shownBy: 'registration',
    },
  ],
};
