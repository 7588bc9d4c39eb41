import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

const httpsOnly = unknown('Stripe required https in live mode in 2016, and documents nothing newer on this.');

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown('The cited pages of Stripe do not describe refresh tokens.'),
    rotation: unknown('Stripe does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Stripe does not document a grant for the platform itself.'),
  redirects: {
    loopbackAddress: httpsOnly,
    localhost: httpsOnly,
    anyPort: unknown('Stripe does not document whether the port may vary.'),
    customScheme: httpsOnly,
    query: unknown('Stripe does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://dashboard.stripe.com/settings/connect',
    fields: { Redirects: '{redirectUri}' },
  },
  quirks: [
    'The client secret is a secret key of the platform account, which must never be in an image.',
    'The account that signed in is a business, not a user.',
  ],
  evidence: [
    {
      source: 'https://docs.stripe.com/connect/oauth-reference',
      grade: 'vendor',
      facts: ['endpoints', 'scopes', 'registration'],
    },
    {
      source: 'https://stripe.com/docs/connect/reference',
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'redirects.localhost', 'redirects.customScheme'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
    { source: 'npm grant@5.4.24 config/oauth.json', grade: 'preset', facts: ['endpoints'] },
    {
      source: 'https://docs.stripe.com/stripe-apps/api-authentication/oauth',
      grade: 'vendor',
      facts: ['quirks'],
    },
  ],
};
