import { heroku } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'HRKU-01234567-89ab-cdef-0123-456789abcdef',
  expires_in: 28799,
  refresh_token: 'HRKU-89abcdef-0123-4567-89ab-cdef01234567',
  token_type: 'Bearer',
  user_id: '01234567-89ab-cdef-0123-456789abcdef',
  session_nonce: '2bf3ec81701ec291',
};

export const fixture: ProviderFixture = {
  preset: heroku,
  client: 'confidential',
  authorization: { scope: 'identity', nonce: null },
  token: { body: tokens },
  scopes: ['identity'],
  tokenError: {
    response: { status: 401, body: { id: 'unauthorized', message: 'Code is invalid or expired.' } },
    error: 'exchange-failed',
    says: 'Code is invalid or expired',
  },
  resources: {
    'https://api.heroku.com/account': {
      requestHeaders: { accept: 'application/vnd.heroku+json; version=3' },
      body: {
        id: '01234567-89ab-cdef-0123-456789abcdef',
        email: 'jane@example.com',
        name: 'Jane Doe',
        verified: false,
      },
    },
  },
  profile: {
    id: '01234567-89ab-cdef-0123-456789abcdef',
    name: 'Jane Doe',
    email: 'jane@example.com',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'HRKU-renewed' } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [{ sentence: 'API calls name their version in the Accept header.', shownBy: 'profile' }],
};
