import { slack } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const user = 'U0R7JM';
const userInfo = 'https://slack.com/api/openid.connect.userInfo';
const tokens = {
  ok: true,
  access_token: 'xoxe.xoxp-1-access',
  token_type: 'Bearer',
  id_token: '{idToken}',
  expires_in: 43200,
  refresh_token: 'xoxe-1-refresh',
};

export const fixture: ProviderFixture = {
  preset: slack,
  client: 'confidential',
  metadata: {
    authorization_endpoint: 'https://slack.com/openid/connect/authorize',
    token_endpoint: 'https://slack.com/api/openid.connect.token',
    userinfo_endpoint: userInfo,
    jwks_uri: 'https://slack.com/openid/connect/keys',
  },
  authorization: { scope: 'openid,profile,email' },
  token: { body: tokens },
  idTokenClaims: { sub: user, 'https://slack.com/user_id': user, 'https://slack.com/team_id': 'T0R7GR' },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: { body: { ok: false, error: 'invalid_code' } },
    error: 'exchange-failed',
    says: 'invalid_code',
  },
  resources: {
    [userInfo]: {
      body: {
        ok: true,
        sub: user,
        'https://slack.com/user_id': user,
        'https://slack.com/team_id': 'T0R7GR',
        email: 'krane@slack-corp.example',
        email_verified: true,
        name: 'krane',
        picture: 'https://secure.gravatar.com/avatar/krane.jpg',
        'https://slack.com/team_name': 'kraneflannel',
      },
    },
  },
  profile: {
    id: user,
    name: 'krane',
    email: 'krane@slack-corp.example',
    emailVerified: true,
    avatarUrl: 'https://secure.gravatar.com/avatar/krane.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'xoxe.renewed', refresh_token: 'xoxe-1-renewed' } },
    ended: { body: { ok: false, error: 'invalid_refresh_token' } },
  },
  quirks: [
    { sentence: 'Errors have HTTP 200 and "ok": false.', shownBy: 'tokenError' },
    {
      sentence:
        'An installation with a bot returns the token type "bot", and one without may nest the user\'s token in authed_user.',
      async check({ endpoint, script, signIn, stored }) {
        const { access_token, token_type: _type, ...others } = tokens;
        const nested = { ...others, authed_user: { id: user, access_token: 'xoxp-2', token_type: 'user' } };
        script(endpoint('token'), { body: { ...tokens, token_type: 'bot' } }, { body: nested });
        expect((await stored(await signIn()))?.accessToken).toBe(access_token);
        expect((await stored(await signIn()))?.accessToken).toBe('xoxp-2');
      },
    },
    {
      sentence: 'The ID token has an empty nonce unless one was sent.',
      async check({ begin, endpoint, script }) {
        const { page, handleCallback } = await begin();
        expect(page.searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
        script(endpoint('token'), { body: tokens, idTokenClaims: { nonce: '' } });
        await expect(handleCallback()).rejects.toMatchObject({ code: 'token-invalid' });
      },
    },
    {
      sentence:
        'An app with a custom scheme cannot ask for the scopes of a bot, and with PKCE a refresh token ends after 30 days.',
      shownBy: 'registration',
    },
  ],
};
