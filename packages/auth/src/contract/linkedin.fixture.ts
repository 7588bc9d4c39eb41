import { linkedin } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const oauth = 'https://www.linkedin.com/oauth';
const claims = {
  sub: '782bbtaQ',
  name: 'John Doe',
  given_name: 'John',
  family_name: 'Doe',
  picture: 'https://media.licdn-ei.com/dms/image/C5F03AQHqK8v7tB1HCQ/profile-displayphoto-shrink_100_100/0/',
  locale: { country: 'US', language: 'en' },
  email: 'doe@example.com',
  email_verified: true,
};

export const fixture: ProviderFixture = {
  preset: linkedin,
  metadata: {
    authorization_endpoint: `${oauth}/v2/authorization`,
    token_endpoint: `${oauth}/v2/accessToken`,
    userinfo_endpoint: 'https://api.linkedin.com/v2/userinfo',
    jwks_uri: `${oauth}/openid/jwks`,
  },
  client: 'confidential',
  authorization: { scope: 'openid profile email', nonce: null, code_challenge: null },
  token: {
    body: {
      access_token: 'AQXNnd2kXITHELmWblJigbHEuoFdfRhOwGA0QNnumBI8X',
      expires_in: 5183999,
      scope: 'email,openid,profile',
      token_type: 'Bearer',
      id_token: '{idToken}',
    },
  },
  idTokenClaims: { nonce: null, email: 'doe@example.com' },
  tokenRequest: { authentication: 'post', parameters: { code_verifier: null } },
  scopes: ['email', 'openid', 'profile'],
  tokenError: {
    response: {
      status: 401,
      body: { error: 'invalid_client', error_description: 'Client authentication failed' },
    },
    error: 'exchange-failed',
    says: 'invalid_client: Client authentication failed',
  },
  resources: { 'https://api.linkedin.com/v2/userinfo': { body: claims } },
  profile: {
    id: '782bbtaQ',
    name: 'John Doe',
    email: 'doe@example.com',
    emailVerified: true,
    avatarUrl: claims.picture,
  },
  quirks: [
    { sentence: 'PKCE makes the token request fail, so it is off.', shownBy: 'token' },
    { sentence: 'The ID token has no nonce, so none is sent.', shownBy: 'token' },
    {
      sentence: 'The client secret is sent in the form. HTTP Basic is not accepted.',
      async check({ endpoint, sentTo, signIn }) {
        await signIn();
        expect(sentTo(endpoint('token'))[0]?.headers.authorization).toBeUndefined();
      },
    },
    {
      sentence: 'The native flow redirects to loopback addresses only, and must be enabled by LinkedIn.',
      shownBy: 'registration',
    },
  ],
};
