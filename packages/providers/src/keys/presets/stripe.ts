import type { KeyMethod } from '../key-method.ts';

/** A restricted key of a Stripe account. @see https://docs.stripe.com/keys/restricted-api-keys */
export const stripeKey: KeyMethod = {
  provider: 'stripe',
  name: 'Stripe',
  kind: 'api_key',
  noun: 'restricted key',
  console: 'https://dashboard.stripe.com/apikeys/create',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: {
    prefixes: ['rk_live_', 'rk_test_'],
    others: {
      sk_: 'a secret key, which can do anything in the account',
      pk_: 'a publishable key',
      whsec_: 'a secret of a webhook',
    },
  },
  apiHosts: ['api.stripe.com'],
  verification: {
    url: 'https://api.stripe.com/v1/account',
    owner: { id: 'id', name: ['settings.dashboard.display_name', 'business_profile.name'], email: 'email' },
    refusals: [{ status: 401, text: 'api_key_expired', means: 'expired' }],
  },
};
