import { okta } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://dev-12345.okta.com/oauth2/default';
const sub = '00uid4BxXw6I6TV4m0g3';
const tokens = {
  access_token: 'eyJraWQiOiJ-access',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'offline_access openid profile email',
  refresh_token: 'a9VpZDRCeFh3Nkk2VdY',
  id_token: '{idToken}',
};
const ended = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
};

export const fixture: ProviderFixture = {
  preset: okta,
  parameters: { domain: 'dev-12345.okta.com' },
  client: 'public',
  metadata: {
    authorization_endpoint: `${issuer}/v1/authorize`,
    token_endpoint: `${issuer}/v1/token`,
    userinfo_endpoint: `${issuer}/v1/userinfo`,
    device_authorization_endpoint: `${issuer}/v1/device/authorize`,
    revocation_endpoint: `${issuer}/v1/revoke`,
    jwks_uri: `${issuer}/v1/keys`,
  },
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  idTokenClaims: { sub },
  scopes: ['offline_access', 'openid', 'profile', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The authorization code is invalid or has expired.',
      },
    },
    error: 'exchange-failed',
    says: 'The authorization code is invalid or has expired',
  },
  resources: {
    [`${issuer}/v1/userinfo`]: {
      body: {
        sub,
        name: 'John Doe',
        preferred_username: 'john.doe@example.com',
        email: 'john.doe@example.com',
        picture: 'https://example.com/john.jpg',
        zoneinfo: 'America/Los_Angeles',
      },
    },
  },
  profile: {
    id: sub,
    name: 'John Doe',
    email: 'john.doe@example.com',
    avatarUrl: 'https://example.com/john.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'eyJ-renewed', refresh_token: 'b0WqAESDeGi4Ol' } },
    ended,
  },
  device: {
    authorization: {
      body: {
        device_code: '1a521d9f-0922-4e6d-8db9-8b654297435a',
        user_code: 'GDLMZQCT',
        verification_uri: 'https://dev-12345.okta.com/activate',
        verification_uri_complete: 'https://dev-12345.okta.com/activate?user_code=GDLMZQCT',
        expires_in: 600,
        interval: 5,
      },
    },
    pending: {
      status: 400,
      body: {
        error: 'authorization_pending',
        error_description: 'The device authorization is pending. Please try again later.',
      },
    },
    denied: {
      status: 400,
      body: { error: 'access_denied', error_description: 'The resource owner denied the request.' },
    },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'An example of Okta itself has a redirect URI whose scheme has no period.',
      shownBy: 'registration',
    },
    {
      sentence: 'If a refresh token is used a second time, the tokens issued for its first use are revoked.',
      async check({ auth, endpoint, script, sentTo, signIn }) {
        const { id } = await signIn();
        const refused = { status: 401, body: {} };
        script(endpoint('userinfo'), refused, refused, refused);
        script(endpoint('token'), fixture.refresh?.response ?? ended, ended, ended);
        const calls = Array.from({ length: 3 }, () => auth.fetch(id, String(endpoint('userinfo'))));
        expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200]);
        const grants = sentTo(endpoint('token')).map(({ parameters }) => parameters.grant_type);
        expect(grants).toEqual(['authorization_code', 'refresh_token']);
      },
    },
  ],
};
