import { ory } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://happy-wright-a1b2c3d4e5.projects.oryapis.com';
const sub = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const tokens = {
  access_token: 'ory_at_x1YzW2vU3tS4rQ5pO6nM7l.k8J9i0',
  expires_in: 3599,
  id_token: '{idToken}',
  refresh_token: 'ory_rt_a1B2c3D4e5F6g7H8i9J0k.l1M2n3',
  scope: 'openid profile email offline_access',
  token_type: 'bearer',
};
const renewed = { ...tokens, access_token: 'ory_at_renewed', refresh_token: 'ory_rt_renewed' };
const ended = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'The provided authorization grant or refresh token is invalid, expired or revoked.',
  },
};

export const fixture: ProviderFixture = {
  preset: ory,
  parameters: { slug: 'happy-wright-a1b2c3d4e5' },
  metadata: {
    authorization_endpoint: `${issuer}/oauth2/auth`,
    token_endpoint: `${issuer}/oauth2/token`,
    device_authorization_endpoint: `${issuer}/oauth2/device/auth`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  },
  client: 'public',
  authorization: { scope: 'openid profile email offline_access' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  tokenError: {
    response: ended,
    error: 'exchange-failed',
    says: 'invalid_grant: The provided authorization grant or refresh token is invalid',
  },
  resources: {
    [`${issuer}/userinfo`]: {
      body: { sub, name: 'Jane Doe', email: 'jane@example.com', email_verified: true },
    },
  },
  profile: { id: sub, name: 'Jane Doe', email: 'jane@example.com', emailVerified: true },
  refresh: { response: { body: renewed }, ended },
  device: {
    authorization: {
      body: {
        device_code: 'ory_dc_smldfksmdfkl.mslkmlkmlk',
        user_code: 'AAAABBBB',
        verification_uri: `${issuer}/oauth2/device/verify`,
        verification_uri_complete: `${issuer}/oauth2/device/verify?user_code=AAAABBBB`,
        expires_in: 900,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'A refresh token is valid for one use: the new one is stored before anything else, and only one process refreshes.',
      async check({ auth, endpoint, script, sentTo, signIn, stored }) {
        const account = await signIn();
        script(endpoint('token'), { body: renewed }, ended);
        const refused = { status: 401, body: {} };
        script(endpoint('userinfo'), refused, refused, { body: {} }, { body: {} });
        const both = [1, 2].map(() => auth.fetch(account.id, endpoint('userinfo') ?? ''));
        expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
        expect(sentTo(endpoint('token'))).toHaveLength(2);
        expect((await stored(account))?.refreshToken).toBe(renewed.refresh_token);
      },
    },
  ],
};
