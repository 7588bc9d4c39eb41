import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://jumpcloud.com/support/sso-with-oidc';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  parameterDescriptions: {
    host: "the sign-in host of the organization's region, oauth.id.eu.jumpcloud.com in Europe",
  },
  refreshToken: {
    issued: yes('The grant type "Refresh Token" must be enabled in the app.'),
    rotation: undocumented('Whether refresh tokens rotate'),
  },
  clientCredentials: undocumented('Whether an app may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    fields: {
      'SSO Applications': 'a Custom OIDC App',
      'Redirect URIs': '{redirectUri}',
      'Grant Types': 'Authorization Code, Refresh Token',
      'Client Authentication Type': 'Public, or Client Secret Basic',
      'Attribute Mapping': 'Email, Profile',
    },
  },
  quirks: ['There is no public app catalog: each organization adds the app as a custom OIDC app.'],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['protocol', 'publicClient', 'refreshToken.issued', 'registration'],
    },
    {
      source: 'https://docs.byo.propelauth.com/sso/example-setup-guides/jumpcloud',
      grade: 'report',
      facts: ['clientAuthentication', 'registration'],
    },
    {
      source: 'https://docs.scalekit.com/guides/integrations/sso-integrations/jumpcloud-oidc',
      grade: 'report',
      facts: ['parameters', 'issuer'],
    },
    {
      source: 'https://openid.net/specs/openid-connect-core-1_0.html',
      grade: 'vendor',
      facts: ['scopes', 'profile'],
    },
  ],
};
