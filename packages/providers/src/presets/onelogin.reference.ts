import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

const SDK = 'onelogin/onelogin-python-sdk docs/ConfigurationOidc.md';
const AUTH_JS = 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/onelogin.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  parameterDescriptions: { subdomain: "the company's name in the address of its OneLogin portal" },
  refreshToken: {
    issued: unknown('Refresh tokens exist; what asks for one is not documented.'),
    rotation: undocumented('Whether refresh tokens rotate'),
  },
  clientCredentials: undocumented('Whether an app may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: unknown('An example of a mobile app registers a scheme without a period.'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    fields: { 'Redirect URI': '{redirectUri}', 'Authentication method': 'None (PKCE)' },
  },
  quirks: ['Signing out at OneLogin itself revokes the tokens of every OpenID Connect app of that session.'],
  evidence: [
    {
      source: SDK,
      grade: 'vendor',
      facts: ['pkce', 'clientAuthentication', 'publicClient', 'refreshToken.issued', 'registration'],
    },
    {
      source: 'https://developers.onelogin.com/openid-connect/api/logout',
      grade: 'vendor',
      facts: ['quirks'],
    },
    { source: AUTH_JS, grade: 'preset', facts: ['issuer', 'profile'] },
    {
      source: 'https://github.com/lub0s/onelogin-oidc-android',
      grade: 'report',
      facts: ['issuer', 'scopes', 'redirects.customScheme'],
    },
  ],
};
