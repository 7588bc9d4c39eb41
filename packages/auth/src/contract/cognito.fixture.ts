import { cognito } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const domain = 'https://acme.auth.eu-central-1.amazoncognito.com';
const sub = '248289761001-b3a1-4f0e-8c5d-0a1b2c3d4e5f';
const tokens = {
  id_token: '{idToken}',
  access_token: 'eyJraWQiOiJhY2Nlc3MifQ.e30.c2ln',
  refresh_token: 'eyJjdHkiOiJKV1QifQ.cmVmcmVzaA',
  expires_in: 3600,
  token_type: 'Bearer',
};
const { refresh_token: _kept, ...renewed } = { ...tokens, access_token: 'eyJraWQiOiJuZXcifQ.e30.c2ln' };

/** The endpoints are on the domain of the pool's managed login, the issuer is not. */
export const fixture: ProviderFixture = {
  preset: cognito,
  parameters: { region: 'eu-central-1', userPoolId: 'eu-central-1_A1b2C3d4E' },
  metadata: {
    authorization_endpoint: `${domain}/oauth2/authorize`,
    token_endpoint: `${domain}/oauth2/token`,
    userinfo_endpoint: `${domain}/oauth2/userInfo`,
    revocation_endpoint: `${domain}/oauth2/revoke`,
  },
  client: 'confidential',
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  idTokenClaims: { 'cognito:username': 'jane', token_use: 'id', email_verified: true },
  tokenRequest: { authentication: 'basic' },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant' } },
    error: 'exchange-failed',
    says: 'invalid_grant',
  },
  resources: {
    [`${domain}/oauth2/userInfo`]: {
      body: {
        sub,
        name: 'Jane Doe',
        preferred_username: 'j.doe',
        email: 'janedoe@example.com',
        email_verified: 'true',
        username: 'jane',
      },
    },
  },
  profile: { id: sub, name: 'Jane Doe', email: 'janedoe@example.com', emailVerified: true },
  refresh: {
    response: { body: renewed },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'The only http redirect URI that may be registered is http://localhost.',
      async check({ redirectUri }) {
        expect(new URL(redirectUri).hostname).toBe('localhost');
      },
    },
    {
      sentence: 'Spaces between scopes must be written as %20, not as a plus sign.',
      async check({ begin }) {
        const { page } = await begin();
        expect(page.search).toContain('scope=openid%20profile%20email');
      },
    },
  ],
};
