import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.aws.amazon.com/cognito/latest/developerguide';

export const reference: PresetReference = {
  aliases: ['aws-cognito', 'amazon-cognito'],
  parameterDescriptions: {
    region: 'AWS region of the user pool, the first part of its id',
    userPoolId: "id of the user pool, on the pool's own page in the console",
  },
  refreshToken: {
    issued: yes(),
    rotation: unknown('No source says whether a used refresh token stays valid.'),
  },
  clientCredentials: yes('It requires a client with a secret, and a resource server with its own scopes.'),
  redirects: {
    loopbackAddress: no('AWS requires https, except for http://localhost.'),
    localhost: yes('AWS allows it for testing.'),
    anyPort: unknown('AWS does not say whether the port may vary.'),
    customScheme: unknown('The example of AWS, myapp://example, is a scheme without a period too.'),
    query: unknown('AWS does not say whether a callback URL may have a query.'),
  },
  registration: {
    url: 'https://console.aws.amazon.com/cognito/',
    fields: {
      'Allowed callback URLs': '{redirectUri}',
      'OAuth grant types': 'Authorization code grant',
      'OpenID Connect scopes': 'OpenID, Profile, Email',
    },
  },
  quirks: [
    'The only http redirect URI that may be registered is http://localhost.',
    'Spaces between scopes must be written as %20, not as a plus sign.',
  ],
  evidence: [
    {
      source: `${DOCS}/cognito-user-pools-app-idp-settings.html`,
      grade: 'vendor',
      facts: ['pkce', 'refreshToken.issued', 'redirects', 'registration'],
    },
    {
      source:
        'https://docs.amazonaws.cn/en_us/cognito/latest/developerguide/user-pool-settings-client-apps.md',
      grade: 'vendor',
      facts: ['publicClient', 'clientCredentials'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/cognito.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'profile', 'quirks'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/cognito.ts',
      grade: 'preset',
      facts: ['protocol'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/cognito.js',
      grade: 'preset',
      facts: ['clientAuthentication'],
    },
  ],
};
