import { auth0 } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tenant = 'https://acme.eu.auth0.com';
const sub = 'google-oauth2|103547991597142817347';
const tokens = {
  access_token: 'eyJz93a-access',
  refresh_token: 'GEbRxBN-refresh',
  id_token: '{idToken}',
  scope: 'openid profile email offline_access',
  token_type: 'Bearer',
  expires_in: 86400,
};

export const fixture: ProviderFixture = {
  preset: auth0,
  parameters: { domain: 'acme.eu.auth0.com' },
  client: 'public',
  metadata: {
    token_endpoint: `${tenant}/oauth/token`,
    device_authorization_endpoint: `${tenant}/oauth/device/code`,
    revocation_endpoint: `${tenant}/oauth/revoke`,
    jwks_uri: `${tenant}/.well-known/jwks.json`,
  },
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  idTokenClaims: { sub },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: {
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Invalid authorization code',
  },
  resources: {
    [`${tenant}/userinfo`]: {
      body: {
        sub,
        name: 'Jane Doe',
        nickname: 'jane',
        email: 'jane@example.com',
        email_verified: true,
        picture: 'https://example.com/jane.png',
      },
    },
  },
  profile: {
    id: sub,
    name: 'Jane Doe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://example.com/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'eyJ-renewed', refresh_token: 'GEb-renewed' } },
    ended: {
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    },
  },
  device: {
    authorization: {
      body: {
        device_code: 'Ag_EE-device',
        user_code: 'QTZL-MCBW',
        verification_uri: `${tenant}/activate`,
        verification_uri_complete: `${tenant}/activate?user_code=QTZL-MCBW`,
        expires_in: 900,
        interval: 5,
      },
    },
    pending: {
      status: 403,
      body: { error: 'authorization_pending', error_description: 'User has yet to authorize device code.' },
    },
    denied: {
      status: 403,
      body: { error: 'access_denied', error_description: 'User cancelled the confirmation prompt.' },
    },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'Auth0 cannot verify a callback on loopback or to a custom scheme, and asks the user to confirm each sign-in.',
      shownBy: 'registration',
    },
    {
      sentence: 'An example of Auth0 itself has a callback whose scheme has no period.',
      shownBy: 'registration',
    },
    {
      sentence: 'The issuer ends with a slash.',
      async check({ signIn, requests }) {
        await signIn();
        expect(requests[0]?.url).toBe(`${tenant}/.well-known/openid-configuration`);
      },
    },
  ],
};
