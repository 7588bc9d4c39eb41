import { nextcloud } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = { access_token: 'T8wF2kz9', token_type: 'Bearer', expires_in: 3600, user_id: 'jane' };

export const fixture: ProviderFixture = {
  preset: nextcloud,
  parameters: { baseUrl: 'https://cloud.example.com' },
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://cloud.example.com/ocs/v2.php/cloud/user': {
      requestHeaders: { 'ocs-apirequest': 'true' },
      body: {
        ocs: {
          meta: { status: 'ok', statuscode: 200 },
          data: { id: 'jane', displayname: 'Jane Doe', email: 'jane@example.com', quota: { free: 1 } },
        },
      },
    },
  },
  profile: { id: 'jane', name: 'Jane Doe', email: 'jane@example.com' },
  quirks: [
    { sentence: 'There are no scopes: a token has all rights of the user.', shownBy: 'authorization' },
    { sentence: 'API calls need the header OCS-APIRequest.', shownBy: 'profile' },
  ],
};
