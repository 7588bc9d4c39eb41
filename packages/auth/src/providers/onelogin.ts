import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const SDK = 'onelogin/onelogin-python-sdk docs/ConfigurationOidc.md';
const ANDROID = 'lub0s/onelogin-oidc-android README';
const AUTH_JS = 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/onelogin.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** OneLogin, at the subdomain of one company. @see https://developers.onelogin.com/openid-connect */
export const onelogin: Preset = {
  id: 'onelogin',
  name: 'OneLogin',
  protocol: 'oidc',
  parameters: [
    {
      name: 'subdomain',
      description: "the company's name in the address of its OneLogin portal",
      example: 'acme',
      kind: 'segment',
    },
  ],
  issuer: 'https://{subdomain}.onelogin.com/oidc/2',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The app has to be set to the authentication method None (PKCE).') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    issued: unknown('Refresh tokens exist; what asks for one is not documented.'),
    rotation: undocumented('Whether refresh tokens rotate'),
  },
  deviceCode: undocumented('Whether there is a device flow'),
  clientCredentials: undocumented('Whether an app may ask for a token of its own'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: unknown('An example of a mobile app registers a scheme without a period.'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['{subdomain}.onelogin.com'],
  profile: standardClaims,
  registration: {
    fields: { 'Redirect URI': '{redirectUri}', 'Authentication method': 'None (PKCE)' },
  },
  quirks: ['Signing out at OneLogin itself revokes the tokens of every OpenID Connect app of that session.'],
  evidence: [
    {
      source: SDK,
      grade: 'vendor',
      facts: ['pkce', 'clientAuthentication', 'publicClient', 'refresh.issued', 'registration'],
    },
    {
      source: 'https://developers.onelogin.com/openid-connect/api/logout',
      grade: 'vendor',
      facts: ['quirks'],
    },
    { source: AUTH_JS, grade: 'preset', facts: ['issuer', 'profile'] },
    { source: ANDROID, grade: 'report', facts: ['issuer', 'scopes', 'redirects.customScheme'] },
  ],
};
