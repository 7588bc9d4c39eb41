import { github } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';
import { CODE } from './run.ts';

const user = {
  login: 'octocat',
  id: 583231,
  avatar_url: 'https://avatars.githubusercontent.com/u/583231?v=4',
  type: 'User',
  name: 'The Octocat',
  email: null,
};
const addresses = [
  { email: 'work@octocat.example', verified: true, primary: false, visibility: null },
  { email: 'octocat@octocat.example', verified: true, primary: true, visibility: 'private' },
];
const tokens = {
  access_token: 'ghu_16C7e42F292c6912E7710c838347Ae178B4a',
  expires_in: 28800,
  refresh_token: 'ghr_1B4a2e77838347a7E420ce178F2E7c6912E169246c34E1ccbF66C46812d16D5B1A9Dc86A1498',
  refresh_token_expires_in: 15811200,
  token_type: 'bearer',
  scope: 'read:user,user:email',
};

export const fixture: ProviderFixture = {
  preset: github,
  client: 'confidential',
  authorization: { scope: 'read:user user:email', nonce: null },
  token: { body: tokens },
  scopes: ['read:user', 'user:email'],
  tokenError: {
    response: {
      body: {
        error: 'bad_verification_code',
        error_description: 'The code passed is incorrect or expired.',
        error_uri: 'https://docs.github.com/apps/troubleshooting',
      },
    },
    error: 'exchange-failed',
    says: 'bad_verification_code: The code passed is incorrect or expired',
  },
  resources: {
    'https://api.github.com/user': { body: user },
    'https://api.github.com/user/emails': { body: addresses },
  },
  profile: {
    id: '583231',
    name: 'The Octocat',
    email: 'octocat@octocat.example',
    emailVerified: true,
    avatarUrl: 'https://avatars.githubusercontent.com/u/583231?v=4',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'ghu_renewed', refresh_token: 'ghr_renewed' } },
    ended: {
      body: {
        error: 'bad_refresh_token',
        error_description: 'The refresh token passed is incorrect or expired.',
      },
    },
  },
  device: {
    client: 'public',
    authorization: {
      body: {
        device_code: '3584d83530557fdd1f46af8289938c8ef79f9dc5',
        user_code: 'WDJB-MJHT',
        verification_uri: 'https://github.com/login/device',
        expires_in: 900,
        interval: 5,
      },
    },
    pending: {
      body: {
        error: 'authorization_pending',
        error_description: 'The authorization request is still pending.',
      },
    },
    denied: { body: { error: 'access_denied', error_description: 'The authorization request was denied.' } },
    token: {
      body: { access_token: 'gho_16C7e42F292c6912E7710c838347Ae178B4a', token_type: 'bearer', scope: 'user' },
    },
  },
  quirks: [
    {
      sentence: 'For a device code GitHub needs no client secret, so an image can contain a complete client.',
      shownBy: 'registration',
    },
    {
      sentence: 'Errors of the token endpoint, and pending responses of the device flow, have HTTP 200.',
      shownBy: 'tokenError',
    },
    {
      sentence: 'The callback contains iss=https://github.com/login/oauth.',
      async check({ begin }) {
        const wrong = await begin();
        await expect(wrong.handleCallback({ code: CODE, iss: 'https://github.com' })).rejects.toMatchObject({
          code: 'response-invalid',
        });
        const right = await begin();
        await right.handleCallback({ code: CODE, iss: 'https://github.com/login/oauth' });
      },
    },
    { sentence: 'Granted scopes are separated by commas.', shownBy: 'token' },
    {
      sentence: 'A hidden email address is only in the response of a separate endpoint.',
      async check({ script, signIn, sentTo }) {
        script('https://api.github.com/user', { body: { ...user, email: 'public@octocat.example' } });
        expect((await signIn()).profile.email).toBe('public@octocat.example');
        expect(sentTo('https://api.github.com/user/emails')).toEqual([]);
      },
    },
  ],
};
