import { google } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';
import { CODE } from './run.ts';

const userInfo = 'https://openidconnect.googleapis.com/v1/userinfo';
const sub = '110169484474386276334';
const tokens = {
  access_token: 'ya29.a0AfH6SMBx',
  expires_in: 3599,
  scope:
    'https://www.googleapis.com/auth/userinfo.email openid https://www.googleapis.com/auth/userinfo.profile',
  token_type: 'Bearer',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: google,
  client: 'confidential',
  metadata: {
    authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    device_authorization_endpoint: 'https://oauth2.googleapis.com/device/code',
    token_endpoint: 'https://oauth2.googleapis.com/token',
    userinfo_endpoint: userInfo,
    revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
    jwks_uri: 'https://www.googleapis.com/oauth2/v3/certs',
    authorization_response_iss_parameter_supported: true,
  },
  authorization: { access_type: 'offline', prompt: 'consent' },
  token: { body: { ...tokens, refresh_token: '1//04uQcVb9h-refresh' } },
  scopes: [
    'https://www.googleapis.com/auth/userinfo.email',
    'openid',
    'https://www.googleapis.com/auth/userinfo.profile',
  ],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'Bad Request' } },
    error: 'exchange-failed',
    says: 'invalid_grant: Bad Request',
  },
  idTokenClaims: { sub, azp: 'contract-client', email: 'ada@example.com', email_verified: true },
  resources: {
    [userInfo]: {
      body: {
        sub,
        name: 'Ada Lovelace',
        given_name: 'Ada',
        picture: 'https://lh3.googleusercontent.com/a/photo',
        email: 'ada@example.com',
        email_verified: true,
      },
    },
  },
  profile: {
    id: sub,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    emailVerified: true,
    avatarUrl: 'https://lh3.googleusercontent.com/a/photo',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'ya29.renewed' } },
    keepsOldToken: true,
    ended: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    },
  },
  device: {
    authorization: {
      body: {
        device_code: 'AH-1Ng3sXYvNH6S',
        user_code: 'GQVQ-JKEC',
        verification_url: 'https://www.google.com/device',
        expires_in: 1800,
        interval: 5,
      },
    },
    pending: {
      status: 428,
      body: { error: 'authorization_pending', error_description: 'Precondition Required' },
    },
    denied: { status: 403, body: { error: 'access_denied', error_description: 'Forbidden' } },
    token: { body: { ...tokens, refresh_token: '1//04-device' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'Google does not treat the secret of a Desktop client as a secret, and needs it at the token endpoint.',
      shownBy: 'registration',
    },
    {
      sentence: 'A custom scheme needs a period, so docker-desktop:// cannot be used.',
      shownBy: 'registration',
    },
    {
      sentence:
        'The callback contains iss=https://accounts.google.com, and a callback without it is rejected.',
      async check({ begin }) {
        const wrong = await begin();
        await expect(wrong.handleCallback({ code: CODE, iss: 'https://id.example' })).rejects.toMatchObject({
          code: 'response-invalid',
        });
        const right = await begin();
        await right.handleCallback({ code: CODE, iss: 'https://accounts.google.com' });
      },
    },
    { sentence: 'A refresh returns no new refresh token. The old one stays valid.', shownBy: 'refresh' },
    {
      sentence:
        'The device flow returns verification_url instead of verification_uri, and HTTP 428 until the user has decided.',
      shownBy: 'device',
    },
  ],
};
