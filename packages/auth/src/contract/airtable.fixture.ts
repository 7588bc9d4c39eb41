import { airtable } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'oaaXxYyZz.v1',
  refresh_token: 'oarAaBbCc.v1',
  token_type: 'Bearer',
  scope: 'user.email:read',
  expires_in: 3600,
  refresh_expires_in: 5184000,
};

export const fixture: ProviderFixture = {
  preset: airtable,
  client: 'public',
  authorization: { scope: 'user.email:read', nonce: null },
  token: { body: tokens },
  scopes: ['user.email:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.airtable.com/v0/meta/whoami': {
      body: { id: 'usrL2PNC5o3H4lBEi', email: 'jane@example.com', scopes: ['user.email:read'] },
    },
  },
  profile: { id: 'usrL2PNC5o3H4lBEi', name: 'jane@example.com', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [{ sentence: 'The profile has an email address and no name.', shownBy: 'profile' }],
};
