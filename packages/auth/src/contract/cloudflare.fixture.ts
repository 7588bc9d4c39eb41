import { cloudflare } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: '_jF7d2kQ9vLm3xYc',
  expires_in: 57599,
  refresh_token: 'rB8p1nS6wZ0tHg4u',
  scope: 'user-details.read offline_access',
  token_type: 'bearer',
};

export const fixture: ProviderFixture = {
  preset: cloudflare,
  client: 'public',
  authorization: { scope: 'user-details.read offline_access', nonce: null },
  token: { body: tokens },
  scopes: ['user-details.read', 'offline_access'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.cloudflare.com/client/v4/user': {
      body: {
        success: true,
        errors: [],
        messages: [],
        result: {
          id: '7c5dae5552338874e5053f2534d2767a',
          email: 'jane@example.com',
          first_name: 'Jane',
          last_name: 'Doe',
          two_factor_authentication_enabled: true,
        },
      },
    },
  },
  profile: { id: '7c5dae5552338874e5053f2534d2767a', name: 'Jane', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'A new client is private: only members of its account can sign in, until it is made public.',
      shownBy: 'registration',
    },
    {
      sentence: 'User info contains only the identifier, so the profile is read from the API.',
      shownBy: 'profile',
    },
  ],
};
