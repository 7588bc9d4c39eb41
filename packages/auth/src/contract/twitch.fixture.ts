import { twitch } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://id.twitch.tv/oauth2';
const tokens = {
  access_token: 'rfx2uswqe8l4g1mkagrvg5tv0ks3',
  expires_in: 14124,
  refresh_token: '5b93chm6hdve3mycz05zfzatkfdenfspp1h1ar2xxdalen01',
  scope: ['openid', 'user:read:email'],
  token_type: 'bearer',
};
const wanted = { email: null, picture: null, preferred_username: null };

export const fixture: ProviderFixture = {
  preset: twitch,
  client: 'confidential',
  metadata: {
    claims_parameter_supported: true,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  },
  authorization: {
    scope: 'openid user:read:email',
    claims: JSON.stringify({ id_token: wanted, userinfo: wanted }),
  },
  token: { body: { ...tokens, id_token: '{idToken}' } },
  scopes: ['openid', 'user:read:email'],
  tokenError: {
    response: { status: 400, body: { status: 400, message: 'Invalid authorization code' } },
    error: 'exchange-failed',
    says: 'invalid_grant: Invalid authorization code',
  },
  resources: {
    [`${issuer}/userinfo`]: {
      body: {
        sub: '713936733',
        preferred_username: 'JaneDoe',
        email: 'jane@example.com',
        email_verified: true,
        picture: 'https://static-cdn.jtvnw.example/jane.png',
      },
    },
  },
  profile: {
    id: '713936733',
    name: 'JaneDoe',
    email: 'jane@example.com',
    emailVerified: true,
    avatarUrl: 'https://static-cdn.jtvnw.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'Bad Request', status: 400, message: 'Invalid refresh token' } },
  },
  device: {
    client: 'public',
    authorization: {
      body: {
        device_code: 'ike3GM8QIdYZs43KdrWPIO36LofILoCyFEzjlQ91',
        expires_in: 1800,
        interval: 5,
        user_code: 'ABCDEFGH',
        verification_uri: 'https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH',
      },
    },
    pending: { status: 400, body: { status: 400, message: 'authorization_pending' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'Granted scopes are an array.', shownBy: 'token' },
    { sentence: 'Errors are a status and a message, without an error code.', shownBy: 'tokenError' },
    {
      sentence: 'Name, email address and picture must be requested claim by claim.',
      shownBy: 'authorization',
    },
    {
      sentence: 'The discovery document contains neither the device flow nor revocation.',
      async check({ auth, endpoint, sentTo, signIn }) {
        const { id } = await signIn();
        expect(sentTo(`${issuer}/jwks`)).toHaveLength(1);
        await auth.signOut(id);
        expect(endpoint('revocation')).toBe('https://id.twitch.tv/oauth2/revoke');
        expect(sentTo(endpoint('revocation'))).toHaveLength(2);
      },
    },
    {
      sentence: 'The scope parameter of the device flow is `scopes`, and each poll requires it.',
      grant: 'device_code',
      async check({ endpoint, script, sentTo, signInWithDevice }) {
        script(endpoint('token'), { body: tokens });
        await signInWithDevice();
        for (const name of ['device_authorization', 'token'] as const) {
          const [request] = sentTo(endpoint(name));
          expect(request?.parameters).toMatchObject({ scopes: 'openid user:read:email' });
          expect(request?.parameters).not.toHaveProperty('scope');
        }
      },
    },
    { sentence: 'A client without a secret can use the device flow only.', shownBy: 'device' },
    {
      sentence:
        'Twitch asks apps to validate their token at each start and once an hour, at https://id.twitch.tv/oauth2/validate.',
      async check({ auth, script, sentTo, signIn }) {
        const { id } = await signIn();
        const validation = `${issuer}/validate`;
        script(validation, { body: { login: 'janedoe', user_id: '713936733', expires_in: 14124 } });
        await auth.fetch(id, validation);
        expect(sentTo(validation)[0]?.headers.authorization).toBe(`Bearer ${tokens.access_token}`);
      },
    },
  ],
};
