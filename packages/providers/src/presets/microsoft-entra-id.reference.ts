import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['azure', 'azure-ad', 'aad', 'entra', 'entra-id', 'microsoft', 'office-365', 'm365'],
  parameterDescriptions: {
    tenant:
      'the id or domain of one organization, "organizations" for any, or "common" for personal accounts too',
  },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Whether a refresh ends the old refresh token is not known.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes('It is entered in the manifest, because the form accepts only localhost.'),
    localhost: yes(),
    anyPort: yes(),
    customScheme: unknown('Custom schemes are accepted. No source says whether one without a period is.'),
    query: yes('Only for an app that accepts no personal Microsoft accounts.'),
  },
  registration: {
    url: 'https://entra.microsoft.com',
    fields: {
      Platform: 'Mobile and desktop applications',
      'Allow public client flows': 'Yes, for a client without a secret',
    },
    strategyFields: {
      'backend-callback': { 'Manifest, replyUrlsWithType': '{redirectUri}, of the type InstalledClient' },
      'extension-tab': { 'Custom redirect URIs': '{redirectUri}' },
    },
    steps: [
      {
        text: 'Open the Microsoft Entra admin center, then App registrations, and click "New registration".',
      },
      {
        text: 'Fill in the form, and leave Redirect URI empty. Choose the accounts that may sign in: they decide the value of the tenant.',
        fields: { Name: '{appName}', 'Supported account types': 'as you need' },
      },
      {
        text: 'Click Register. Copy the Application (client) ID into {clientIdVariable}, and for one tenant the Directory (tenant) ID into the variable whose name ends in `_TENANT`.',
      },
      {
        text: 'Under Manage, open Manifest. Add the redirect URI there: the form does not accept http://127.0.0.1. Click Save.',
        fields: { replyUrlsWithType: '{ "url": "{redirectUri}", "type": "InstalledClient" }' },
        strategy: 'backend-callback',
      },
      {
        text: 'Under Manage, open Authentication, click "Add a platform", and choose Mobile and desktop applications.',
        fields: { 'Custom redirect URIs': '{redirectUri}' },
        strategy: 'extension-tab',
      },
      {
        text: 'Under Manage, open Authentication. A client without a secret needs this setting.',
        fields: { 'Allow public client flows': 'Yes' },
      },
      {
        text: 'Under Manage, open API permissions, and add delegated permissions of Microsoft Graph.',
        fields: { 'Delegated permissions': '{scopes}' },
      },
    ],
  },
  quirks: [
    'The form does not accept http://127.0.0.1. The manifest does, under replyUrlsWithType.',
    "A redirect URI has at most 256 characters, without ! $ ' ( ) , and ;, and [::1] is not supported.",
    'A redirect URI with a query is rejected for an app that accepts personal Microsoft accounts.',
    'The discovery document of "common" and "organizations" has an issuer with {tenantid} in it, for which an ID token has a real tenant.',
    'No claim shows whether the email address was verified.',
    'The picture requires the access token, so the profile has none.',
    'A platform of the type "Single-page application" gives tokens to a browser only.',
  ],
  evidence: [
    {
      source: 'MicrosoftDocs/entra-docs@0354b94 docs/identity-platform/quickstart-register-app.md',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'MicrosoftDocs/entra-docs@144a41c docs/identity-platform/scenario-desktop-app-registration.md',
      grade: 'vendor',
      facts: [
        'publicClient',
        'deviceCode',
        'clientCredentials',
        'redirects.customScheme',
        'registration',
        'registration.steps',
      ],
    },
    {
      source: 'MicrosoftDocs/entra-docs@0358995 docs/identity-platform/reply-url.md',
      grade: 'vendor',
      facts: [
        'redirects.loopbackAddress',
        'redirects.localhost',
        'redirects.anyPort',
        'redirects.query',
        'registration',
        'registration.steps',
      ],
    },
    {
      source: 'MicrosoftDocs/entra-docs@290f92e docs/identity-platform/userinfo.md',
      grade: 'vendor',
      facts: ['apiHosts', 'profile'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/microsoft-entra-id.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'profile'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/microsoft-entra-id.ts',
      grade: 'preset',
      facts: ['clientAuthentication', 'pkce', 'publicClient'],
    },
    {
      source: 'NangoHQ/nango@2f4c0af packages/providers/providers.yaml',
      grade: 'preset',
      facts: ['refresh'],
    },
    {
      source:
        'MicrosoftDocs/entra-docs@03ffb81 docs/identity-platform/quickstart-configure-app-access-web-apis.md',
      grade: 'vendor',
      facts: ['registration.steps', 'refresh', 'refreshToken.issued'],
    },
  ],
};
