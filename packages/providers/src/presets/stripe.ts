import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** A Stripe account, connected to a platform account. @see https://docs.stripe.com/connect/oauth-reference */
export const stripe: Preset = {
  id: 'stripe',
  name: 'Stripe',
  protocol: 'oauth2',
  // No revocation: /oauth/deauthorize ends the connection of an account, and is not RFC 7009.
  endpoints: {
    authorization: 'https://connect.stripe.com/oauth/authorize',
    token: 'https://connect.stripe.com/oauth/token',
    userInfo: 'https://api.stripe.com/v1/account',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: unknown('Stripe does not document a client without the secret key.') },
  pkce: { method: 'S256' },
  scopes: { default: ['read_only'], separator: ' ' },
  deviceCode: unknown('Stripe does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.stripe.com'],
  profile: mapProfile({
    id: 'id',
    name: ['settings.dashboard.display_name', 'business_profile.name'],
    email: 'email',
  }),
};
