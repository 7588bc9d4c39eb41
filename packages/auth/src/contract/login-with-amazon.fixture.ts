import { loginWithAmazon } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const userId = 'amzn1.account.K2LI23KL2LK2';
const tokens = {
  access_token: 'Atza|IQEBLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR',
  token_type: 'bearer',
  expires_in: 3600,
  refresh_token: 'Atzr|IQEBLzAtAhRPpMJxdwVz2Nn6f2y-tpJX2DeX',
};

export const fixture: ProviderFixture = {
  preset: loginWithAmazon,
  client: 'confidential',
  authorization: { scope: 'profile' },
  token: { body: tokens },
  tokenRequest: { authentication: 'basic' },
  scopes: ['profile'],
  tokenError: {
    response: {
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The request has an invalid grant parameter : code',
        request_id: '9e8a1e5c-0b5f-4f0e-8f5a-1d0c9b8a7f6e',
      },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The request has an invalid grant parameter : code',
  },
  resources: {
    'https://api.amazon.com/user/profile': {
      body: { user_id: userId, name: 'Mork Hashimoto', email: 'mhashimoto-04@example.com' },
    },
  },
  profile: { id: userId, name: 'Mork Hashimoto', email: 'mhashimoto-04@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'Atza|renewed' } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence:
        'Return URLs are documented as https URLs. The only http host that is known to be accepted is localhost.',
      async check({ redirectUri }) {
        expect(new URL(redirectUri).hostname).toBe('localhost');
      },
    },
    {
      sentence: 'The device flow differs from RFC 8628 and is not supported.',
      async check({ endpoint }) {
        expect(endpoint('device_authorization')).toBeUndefined();
      },
    },
    { sentence: 'A refresh returns the same refresh token.', shownBy: 'refresh' },
  ],
};
