import { pagerduty } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  client_info: 'prefix_legacy_app',
  id_token: '{idToken}',
  token_type: 'bearer',
  access_token: 'pdus+_0XBPWQQ_b2b2060b',
  refresh_token: 'pdus+_1XBPWQQ_f85dd2f1',
  scope: 'openid users.read',
  expires_in: 864000,
};

export const fixture: ProviderFixture = {
  preset: pagerduty,
  client: 'confidential',
  authorization: { scope: 'users.read', nonce: null },
  token: { body: tokens },
  idTokenClaims: { aud: ['https://api.pagerduty.com', 'contract-client'], azp: 'contract-client' },
  tokenRequest: { authentication: 'post' },
  scopes: ['openid', 'users.read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.pagerduty.com/users/me': {
      requestHeaders: { accept: 'application/vnd.pagerduty+json;version=2' },
      body: {
        user: {
          id: 'PIYKDBN',
          type: 'user',
          name: 'Jane Doe',
          email: 'jane@example.com',
          avatar_url: 'https://secure.gravatar.example/avatar/jane.png',
        },
      },
    },
  },
  profile: {
    id: 'PIYKDBN',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://secure.gravatar.example/avatar/jane.png',
  },
  refresh: {
    response: {
      body: {
        ...tokens,
        access_token: 'pdus+_renewed',
        refresh_token: 'pdus+_renewed-too',
        id_token: undefined,
      },
    },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    { sentence: 'An authorization code is valid for 30 seconds.', shownBy: 'registration' },
    { sentence: 'A scope that an app may not have is dropped without an error.', shownBy: 'registration' },
    { sentence: 'An ID token comes with every token, although openid is not requested.', shownBy: 'token' },
  ],
};
