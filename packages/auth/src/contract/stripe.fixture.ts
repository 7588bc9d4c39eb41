import { stripe } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  token_type: 'bearer',
  stripe_publishable_key: 'pk_test_TYooMQauvdEDq54NiTphI7jx',
  scope: 'read_only',
  livemode: false,
  stripe_user_id: 'acct_1032D82eZvKYlo2C',
  refresh_token: 'rt_4vAlaOZMP9hF',
  access_token: 'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
};

export const fixture: ProviderFixture = {
  preset: stripe,
  client: 'confidential',
  authorization: { scope: 'read_only', nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'post' },
  scopes: ['read_only'],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.stripe.com/v1/account': {
      body: {
        id: 'acct_1032D82eZvKYlo2C',
        object: 'account',
        business_profile: { name: 'Acme' },
        email: 'jane@example.com',
        settings: { dashboard: { display_name: 'Acme Inc.' } },
      },
    },
  },
  profile: { id: 'acct_1032D82eZvKYlo2C', name: 'Acme Inc.', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'sk_test_renewed', refresh_token: 'rt_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'The client secret is a secret key of the platform account, which must never be in an image.',
      shownBy: 'registration',
    },
    { sentence: 'The account that signed in is a business, not a user.', shownBy: 'profile' },
  ],
};
