import { webex } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'ZDI3MGEyYzQtNmFlNS00NDNh',
  expires_in: 1209599,
  refresh_token: 'MDEyMzQ1Njc4OTAxMjM0',
  refresh_token_expires_in: 7775999,
  token_type: 'Bearer',
  scope: 'spark:people_read',
};

export const fixture: ProviderFixture = {
  preset: webex,
  client: 'confidential',
  authorization: { scope: 'spark:people_read', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['spark:people_read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://webexapis.com/v1/people/me': {
      body: {
        id: 'Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIz',
        emails: ['jane@example.com'],
        displayName: 'Jane Doe',
        avatar: 'https://avatar.webex.example/jane.png',
        type: 'person',
      },
    },
  },
  profile: {
    id: 'Y2lzY29zcGFyazovL3VzL1BFT1BMRS9mNWIz',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://avatar.webex.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed' } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [{ sentence: 'The email address is the first of a list.', shownBy: 'profile' }],
};
