import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const confirmed = yes('The person is asked to confirm each sign-in.');

export const reference: PresetReference = {
  parameterDescriptions: { domain: "the tenant's domain, as the application's settings show it" },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Each application decides, and for how long the old token stays good.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: confirmed,
    localhost: confirmed,
    anyPort: unknown('Whether the port may vary is not known.'),
    customScheme: unknown(
      'Custom schemes are accepted, and a vendor example registers one without a period.',
    ),
    query: unknown('The cited documentation does not mention a query in it.'),
  },
  registration: {
    url: 'https://manage.auth0.com/#/applications',
    fields: {
      'Application Type': 'Native',
      'Allowed Callback URLs': '{redirectUri}',
      'Grant Types': 'Authorization Code, Refresh Token',
    },
    steps: [
      {
        text: 'Open the Auth0 Dashboard, then Applications in the menu of the same name, and click "Create Application".',
      },
      {
        text: 'Choose the type, and click Create.',
        fields: { Name: '{appName}', 'Application Type': 'Native' },
      },
      {
        text: 'Open the tab Settings of the application, and fill in the redirect URI.',
        fields: { 'Allowed Callback URLs': '{redirectUri}' },
      },
      {
        text: 'Under Advanced Settings, open the tab Grant Types. For sign-in with a device code, also check Device Code.',
        fields: { 'Grant Types': 'Authorization Code, Refresh Token' },
      },
      {
        text: 'Click "Save Changes".',
      },
      {
        text: 'Copy the Client ID into {clientIdVariable}, and the Domain into the variable whose name ends in `_DOMAIN`. A native application has no secret.',
      },
    ],
  },
  quirks: [
    'Auth0 cannot verify a callback on loopback or to a custom scheme, and asks the user to confirm each sign-in.',
    'An example of Auth0 itself has a callback whose scheme has no period.',
    'The issuer ends with a slash.',
  ],
  evidence: [
    {
      source: 'https://auth0.com/docs/get-started/auth0-overview/create-applications/native-apps',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source:
        'auth0/docs-v2@092b879 main/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce.mdx',
      grade: 'vendor',
      facts: ['publicClient', 'pkce', 'redirects.customScheme'],
    },
    {
      source:
        'auth0/docs-v2@092b879 main/docs/get-started/applications/configure-applications-with-oidc-discovery.mdx',
      grade: 'vendor',
      facts: ['issuer', 'deviceCode'],
    },
    {
      source:
        'auth0/docs-v2@092b879 main/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation.mdx',
      grade: 'vendor',
      facts: ['refresh', 'refreshToken.issued'],
    },
    {
      source:
        'auth0/docs-v2@092b879 main/docs/secure/security-guidance/measures-against-app-impersonation.mdx',
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'redirects.localhost'],
    },
    {
      source: 'auth0/docs-v2@092b879 main/docs/quickstart/native/flutter-windows.mdx',
      grade: 'vendor',
      facts: ['redirects.customScheme', 'registration'],
    },
    {
      source: 'https://auth0.github.io/node-auth0/classes/auth.OAuth.html',
      grade: 'vendor',
      facts: ['clientCredentials'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/auth0.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'scopes'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/auth0.ts',
      grade: 'preset',
      facts: ['scopes', 'profile'],
    },
    {
      source: 'https://auth0.com/docs/secure/sender-constraining/demonstrating-proof-of-possession-dpop',
      grade: 'vendor',
      facts: ['dpop'],
    },
    {
      source: 'auth0/docs-v2@03dc323 main/docs/get-started/applications/update-grant-types.mdx',
      grade: 'vendor',
      facts: ['registration.steps', 'deviceCode'],
    },
    {
      source: 'https://passportjs.org/tutorials/auth0/register/',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
