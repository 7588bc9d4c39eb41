import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

const DOCS = 'https://developers.facebook.com/documentation/facebook-login/guides/advanced';

const silent = (what: string) => unknown(`Facebook does not say whether ${what}.`);

export const reference: PresetReference = {
  aliases: ['meta'],
  refreshToken: {
    issued: silent('it issues refresh tokens'),
    rotation: silent('it issues refresh tokens'),
  },
  clientCredentials: silent('it gives tokens to an app by RFC 6749 section 4.4'),
  redirects: {
    loopbackAddress: silent('127.0.0.1 may be registered'),
    localhost: silent('localhost may be registered'),
    anyPort: silent('the port may vary'),
    customScheme: unknown('Facebook tells desktop apps to sign in in a web view, and documents no scheme.'),
    query: silent('a redirect URI may have a query'),
  },
  registration: {
    url: 'https://developers.facebook.com/apps',
    fields: { 'Valid OAuth Redirect URIs': '{redirectUri}' },
  },
  quirks: [
    'An error is an object with a message, a type and a number.',
    'The email address is missing for users without a confirmed one.',
    'The URLs of the endpoints contain an API version, which expires.',
    'Facebook tells desktop apps to use a web view. This project opens the browser (RFC 8252 section 8.12).',
  ],
  evidence: [
    { source: `${DOCS}/manual-flow`, grade: 'vendor', facts: ['protocol', 'redirects.customScheme'] },
    { source: `${DOCS}/oidc-token`, grade: 'vendor', facts: ['pkce', 'publicClient'] },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/facebook.ts',
      grade: 'preset',
      facts: ['endpoints.authorization', 'endpoints.token', 'scopes.separator'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/facebook.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'scopes.default', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/facebook.js',
      grade: 'preset',
      facts: ['clientAuthentication'],
    },
  ],
  otherCatalogs: [
    {
      url: 'https://www.facebook.com/dialog/oauth',
      reason: 'Another version of the Graph API, or none, which means the oldest that an app can use.',
    },
    {
      url: 'https://graph.facebook.com/oauth/access_token',
      reason: 'Another version of the Graph API, or none, which means the oldest that an app can use.',
    },
    {
      url: 'https://www.facebook.com/v16.0/dialog/oauth',
      reason: 'Another version of the Graph API, or none, which means the oldest that an app can use.',
    },
    {
      url: 'https://graph.facebook.com/v16.0/oauth/access_token',
      reason: 'Another version of the Graph API, or none, which means the oldest that an app can use.',
    },
    {
      url: 'https://www.facebook.com/v19.0/dialog/oauth',
      reason: 'Another version of the Graph API, or none, which means the oldest that an app can use.',
    },
  ],
};
