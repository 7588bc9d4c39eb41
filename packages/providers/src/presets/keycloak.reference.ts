import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['rhsso', 'red-hat-sso'],
  parameterDescriptions: {
    baseUrl: 'address of the server, with /auth at its end for versions before 17',
    realm: 'realm that users sign in to, at the top of the admin console',
  },
  refreshToken: {
    issued: yes('It is valid as long as the session. With offline_access it stays valid after the session.'),
    rotation: unknown('Each realm decides for itself.'),
  },
  clientCredentials: yes('"Service accounts roles" must be on in the client.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('The redirect URI must be registered without a port.'),
    customScheme: yes(),
    query: yes(),
  },
  registration: {
    fields: {
      'Client authentication': 'Off (public client, no secret)',
      'Authentication flow': 'Standard flow',
      'Valid redirect URIs': '{redirectUri}',
    },
    steps: [
      {
        text: 'Open the admin console, choose the realm, open Clients, and click "Create client".',
      },
      {
        text: 'Fill in the form, and click Next.',
        fields: { 'Client type': 'OpenID Connect', 'Client ID': 'a name, such as {appName} in lower case' },
      },
      {
        text: 'Choose the flows, and click Next. For sign-in with a device code, also check OAuth 2.0 Device Authorization Grant.',
        fields: {
          'Client authentication': 'Off (public client, no secret)',
          'Authentication flow': 'Standard flow',
        },
      },
      {
        text: 'Fill in the redirect URI, and click Save.',
        fields: { 'Valid redirect URIs': '{redirectUri}' },
      },
      {
        text: 'Set {clientIdVariable} to the Client ID, and the address and realm of the server in their variables.',
      },
    ],
  },
  quirks: [
    'A redirect URI without a wildcard must equal the registered one exactly.',
    'The port may vary for 127.0.0.1 and localhost, and may not for [::1].',
  ],
  evidence: [
    {
      source: 'keycloak/keycloak@091ec95 docs/guides/getting-started/templates/first-app.adoc',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'keycloak/keycloak services/src/main/java/org/keycloak/protocol/oidc/utils/RedirectUtils.java',
      grade: 'vendor',
      facts: ['redirects', 'quirks'],
    },
    {
      source: 'keycloak/keycloak-community design/oauth2-device-authorization-grant.md',
      grade: 'vendor',
      facts: ['deviceCode'],
    },
    {
      source:
        'https://www.keycloak.org/docs-api/latest/javadocs/org/keycloak/protocol/oidc/grants/package-use.html',
      grade: 'vendor',
      facts: ['deviceCode'],
    },
    {
      source: 'https://phasetwo.io/tutorials/clients/service-accounts/',
      grade: 'report',
      facts: ['clientCredentials'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/keycloak.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes.default', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/keycloak.js',
      grade: 'preset',
      facts: ['pkce', 'publicClient', 'clientAuthentication', 'refreshToken.issued', 'scopes.separator'],
    },
    {
      source: 'https://github.com/keycloak/keycloak/issues/25419',
      grade: 'vendor',
      facts: ['issuerInResponse'],
    },
    { source: 'https://www.keycloak.org/securing-apps/dpop', grade: 'vendor', facts: ['dpop'] },
    {
      source:
        'keycloak/keycloak@17a2ecf docs/documentation/server_admin/topics/clients/oidc/con-basic-settings.adoc',
      grade: 'vendor',
      facts: [
        'registration',
        'registration.steps',
        'publicClient',
        'pkce',
        'deviceCode',
        'clientCredentials',
        'quirks',
      ],
    },
  ],
};
