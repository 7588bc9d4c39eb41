import { posthog } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'pha_k3J9',
  expires_in: 36000,
  token_type: 'Bearer',
  scope: 'user:read',
  refresh_token: 'phr_T5q8',
};

export const fixture: ProviderFixture = {
  preset: posthog,
  client: 'public',
  authorization: { scope: 'user:read', nonce: null },
  token: { body: tokens },
  scopes: ['user:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://us.posthog.com/api/users/@me/': {
      body: {
        uuid: '0188f3c2-5e0a-0000-9b1a-3f1c2d4e5f60',
        distinct_id: 'x1',
        first_name: 'Jane',
        email: 'jane@example.com',
        is_email_verified: true,
      },
    },
  },
  profile: { id: '0188f3c2-5e0a-0000-9b1a-3f1c2d4e5f60', name: 'Jane', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'pha_renewed', refresh_token: 'phr_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'A client is not registered: its ID is the URL of its metadata document, which you host.',
      shownBy: 'registration',
    },
    {
      sentence: 'Users see a notice about an unverified application, until PostHog has verified it.',
      shownBy: 'registration',
    },
  ],
};
