import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const DOCS = 'https://docs.aws.amazon.com/cognito/latest/developerguide';

/** A user pool of Amazon Cognito with its managed login. @see {@link DOCS} */
export const cognito: Preset = {
  id: 'cognito',
  name: 'Amazon Cognito',
  protocol: 'oidc',
  parameters: [
    {
      name: 'region',
      description: 'AWS region of the user pool, the first part of its id',
      example: 'eu-central-1',
      kind: 'segment',
    },
    {
      name: 'userPoolId',
      description: "id of the user pool, on the pool's own page in the console",
      example: 'eu-central-1_A1b2C3d4E',
      kind: 'segment',
    },
  ],
  issuer: 'https://cognito-idp.{region}.amazonaws.com/{userPoolId}',
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    issued: yes(),
    rotation: unknown('Nobody has shown whether a used refresh token stays good.'),
  },
  deviceCode: unknown('AWS documents no device flow.'),
  clientCredentials: yes('It takes a client with a secret and a resource server with scopes of its own.'),
  redirects: {
    loopbackAddress: no('AWS wants HTTPS, but for http://localhost.'),
    localhost: yes('AWS allows it for testing.'),
    anyPort: unknown('AWS does not say whether the port may vary.'),
    customScheme: unknown('The example of AWS, myapp://example, is a scheme without a period too.'),
    query: unknown('AWS does not say whether a callback URL may have a query.'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: [],
  profile: standardClaims,
  registration: {
    url: 'https://console.aws.amazon.com/cognito/',
    fields: {
      'Allowed callback URLs': '{redirectUri}',
      'OAuth grant types': 'Authorization code grant',
      'OpenID Connect scopes': 'OpenID, Profile, Email',
    },
  },
  quirks: [
    'Of http addresses only http://localhost may be registered.',
    'Spaces between scopes have to be written as %20 and not as a plus sign.',
  ],
  evidence: [
    {
      source: `${DOCS}/cognito-user-pools-app-idp-settings.html`,
      grade: 'vendor',
      facts: ['pkce', 'refresh.issued', 'redirects', 'registration'],
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
