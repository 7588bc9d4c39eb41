import { discord } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const user = {
  id: '80351110224678912',
  username: 'nelly',
  discriminator: '0',
  global_name: 'Nelly',
  avatar: '8342729096ea3675442027381ff50dfe',
  verified: true,
  email: 'nelly@discord.example',
};
const tokens = {
  access_token: '6qrZcUqja7812RVdnEKjpzOL4CvHBFG',
  token_type: 'Bearer',
  expires_in: 604800,
  refresh_token: 'D43f5y0ahjqew82jZ4NViEr2YafMKhue',
  scope: 'identify email',
};
const revocation = 'https://discord.com/api/oauth2/token/revoke';

export const fixture: ProviderFixture = {
  preset: discord,
  client: 'confidential',
  authorization: { scope: 'identify email', nonce: null },
  token: { body: tokens },
  tokenRequest: { contentType: 'application/x-www-form-urlencoded', authentication: 'basic' },
  scopes: ['identify', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid "code" in request.' },
    },
    error: 'exchange-failed',
    says: "invalid_grant: Invalid 'code' in request",
  },
  resources: { 'https://discord.com/api/users/@me': { body: user } },
  profile: {
    id: '80351110224678912',
    name: 'Nelly',
    email: 'nelly@discord.example',
    emailVerified: true,
    avatarUrl: 'https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea3675442027381ff50dfe.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed-too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  device: {
    client: 'public',
    authorization: {
      body: {
        device_code: 'xMCdyqTHG3YiB1FkGZ7Ym5Jrx',
        user_code: 'DKXRVSNT',
        verification_uri: 'https://discord.com/activate',
        verification_uri_complete: 'https://discord.com/activate?user_code=DKXRVSNT',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: { status: 400, body: { error: 'authorization_pending' } },
    denied: { status: 400, body: { error: 'access_denied' } },
    token: { body: tokens },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'Token requests are accepted as forms only.', shownBy: 'token' },
    {
      sentence: 'Revoking one token revokes every token of the same sign-in.',
      async check({ auth, sentTo, signIn, stored }) {
        const account = await signIn();
        expect(await auth.signOut(account.id)).toMatchObject({ revoked: true });
        expect(sentTo(revocation)[0]?.parameters).toMatchObject({ token: tokens.refresh_token });
        expect(await stored(account)).toBeUndefined();
      },
    },
    {
      sentence: 'The avatar is a hash, from which its URL is built.',
      async check({ script, signIn }) {
        const plain = { ...user, avatar: null, global_name: null };
        script('https://discord.com/api/users/@me', { body: plain });
        expect((await signIn()).profile).toEqual({
          id: user.id,
          name: 'nelly',
          email: user.email,
          emailVerified: true,
        });
      },
    },
  ],
};
