import type { PresetReference } from '../reference.ts';
import { no, unknown } from '../verdict.ts';

const DOCS = 'https://learn.microsoft.com/en-us/linkedin/shared/authentication';
const NATIVE = 'that LinkedIn enables for an app on request, and that has a separate authorization endpoint';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown('LinkedIn does not say who gets refresh tokens.'),
    rotation: unknown('LinkedIn does not say who gets refresh tokens.'),
  },
  clientCredentials: unknown('No source says whether such an app may request a token for itself.'),
  redirects: {
    loopbackAddress: unknown(`It is documented for the native flow only, ${NATIVE}.`),
    localhost: unknown('Some report that it may be registered, others that only https is accepted.'),
    anyPort: unknown(`It is documented for the native flow only, ${NATIVE}.`),
    customScheme: no('LinkedIn redirects a native app to loopback addresses only.'),
    query: no('LinkedIn ignores parameters in a redirect URL.'),
  },
  registration: {
    url: 'https://www.linkedin.com/developers/apps',
    fields: {
      Products: 'Sign In with LinkedIn using OpenID Connect',
      'Authorized redirect URLs for your app': '{redirectUri}',
    },
  },
  quirks: [
    'PKCE makes the token request fail, so it is off.',
    'The ID token has no nonce, so none is sent.',
    'The client secret is sent in the form. HTTP Basic is not accepted.',
    'The native flow redirects to loopback addresses only, and must be enabled by LinkedIn.',
  ],
  evidence: [
    {
      source: `${DOCS}/authorization-code-flow-native`,
      grade: 'vendor',
      facts: [
        'publicClient',
        'pkce',
        'redirects.loopbackAddress',
        'redirects.anyPort',
        'redirects.customScheme',
      ],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/linkedin.ts',
      grade: 'preset',
      facts: ['issuer', 'clientAuthentication', 'scopes.default'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/linkedin.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'scopes.separator'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/linkedin.ts',
      grade: 'preset',
      facts: ['scopes.default', 'profile'],
    },
    {
      source: 'https://github.com/nextauthjs/next-auth/issues/8831',
      grade: 'report',
      facts: ['pkce', 'nonce'],
    },
    {
      source: 'https://github.com/directus/directus/issues/23645',
      grade: 'report',
      facts: ['pkce', 'nonce'],
    },
    { source: 'https://github.com/authlib/authlib/issues/763', grade: 'report', facts: ['nonce'] },
    {
      source:
        'https://learn.microsoft.com/en-us/answers/questions/617262/linkedin-api-oauth-2-0-redirect-url-with-query-par',
      grade: 'report',
      facts: ['redirects.query'],
    },
    {
      source: 'https://github.com/spring-attic/spring-social-samples/issues/47',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'https://github.com/wuman/android-oauth-client/issues/43',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
      grade: 'vendor',
      facts: ['redirects.query'],
    },
  ],
};
