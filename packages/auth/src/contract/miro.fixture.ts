import { miro } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  token_type: 'bearer',
  user_id: '3074457349056199734',
  team_id: '3074457358607431473',
  access_token: 'eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_o-P91',
  refresh_token: 'eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_-PIBKm',
  scope: 'boards:write boards:read identity:read',
  expires_in: 3599,
};

export const fixture: ProviderFixture = {
  preset: miro,
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['boards:write', 'boards:read', 'identity:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.miro.com/v1/oauth-token': {
      body: {
        type: 'Context',
        team: { id: '3074457358607431473', name: 'Acme' },
        user: { type: 'user', id: '3074457349056199734', name: 'Jane Doe' },
        scopes: ['identity:read'],
      },
    },
  },
  profile: { id: '3074457349056199734', name: 'Jane Doe' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'Scopes are fixed in the app; the authorization request has none.',
      shownBy: 'authorization',
    },
    { sentence: 'The profile has no email address.', shownBy: 'profile' },
  ],
};
