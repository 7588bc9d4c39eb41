import { monday } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = { access_token: 'eyJhbGciOiJIUzI1NiJ9.bW9uZGF5.c2ln', token_type: 'Bearer', scope: 'me:read' };

export const fixture: ProviderFixture = {
  preset: monday,
  client: 'confidential',
  authorization: { scope: 'me:read', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['me:read'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.monday.com/v2': {
      method: 'POST',
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: '{"query":"{ me { id name email photo_thumb } }"}',
      body: {
        data: {
          me: {
            id: '4012689',
            name: 'Jane Doe',
            email: 'jane@example.com',
            photo_thumb: 'https://files.monday.example/jane.png',
          },
        },
        account_id: 8,
      },
    },
  },
  profile: {
    id: '4012689',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://files.monday.example/jane.png',
  },
  quirks: [
    { sentence: 'The user info is a GraphQL query.', shownBy: 'profile' },
    {
      sentence: 'An app must be installed in an account before its users can sign in.',
      shownBy: 'registration',
    },
  ],
};
