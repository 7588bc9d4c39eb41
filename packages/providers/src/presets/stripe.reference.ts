import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Stripe does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Stripe does not document a grant for the platform itself.'),
  redirects: {
    loopbackAddress: unknown('Stripe does not document whether http://127.0.0.1 is accepted.'),
    localhost: unknown('Stripe does not document whether http://localhost is accepted.'),
    anyPort: unknown('Stripe does not document whether the port may vary.'),
    customScheme: unknown('Stripe does not document custom schemes.'),
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
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
    { source: 'npm grant@5.4.24 config/oauth.json', grade: 'preset', facts: ['endpoints'] },
    {
      source: 'https://docs.stripe.com/stripe-apps/api-authentication/oauth',
      grade: 'vendor',
      facts: ['quirks'],
    },
  ],
};
