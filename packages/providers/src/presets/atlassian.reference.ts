import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  aliases: ['jira', 'confluence'],
  refreshToken: { issued: yes(), rotation: yes() },
  clientCredentials: undocumented('whether a client may request a token for itself'),
  redirects: {
    loopbackAddress: yes("Atlassian's own extension of VS Code signs in with http://127.0.0.1:31415."),
    localhost: unknown('A client library documents http://localhost, but Atlassian does not.'),
    anyPort: undocumented('whether the port may vary'),
    customScheme: undocumented('whether a custom scheme is accepted'),
    query: undocumented('whether a query is accepted'),
  },
  registration: {
    url: 'https://developer.atlassian.com/console/myapps/',
    fields: {
      'Permissions, User identity API': 'read:me',
      'Authorization, Callback URL': '{redirectUri}',
    },
    steps: [
      {
        text: 'Open the developer console, click Create, and choose "OAuth 2.0 integration".',
      },
      {
        text: 'Enter a name, and click Create.',
        fields: { Name: '{appName}' },
      },
      {
        text: 'Open Permissions. Add the User identity API, and configure its scopes. Add the APIs that your extension calls in the same way.',
        fields: { 'Permissions, User identity API': 'read:me' },
      },
      {
        text: 'Open Authorization, click Configure beside OAuth 2.0 (3LO), fill in the callback URL, and click "Save changes".',
        fields: { 'Authorization, Callback URL': '{redirectUri}' },
      },
      {
        text: 'Open Settings. Copy the Client ID into {clientIdVariable}, and the Secret into {clientSecretVariable}.',
      },
      {
        text: 'For users other than you, open Distribution, click Edit, and set the distribution status to Sharing.',
      },
    ],
  },
  quirks: [
    'An app has one callback URL.',
    'The access token is for api.atlassian.com/ex/{product}/{cloudId} and not for the address of a site.',
  ],
  evidence: [
    {
      source: 'https://developer.atlassian.com/cloud/oauth/getting-started/enabling-oauth-3lo',
      grade: 'vendor',
      facts: ['registration', 'registration.steps'],
    },
    {
      source: 'https://developer.atlassian.com/cloud/oauth/getting-started/managing-oauth-apps/',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens',
      grade: 'vendor',
      facts: ['refresh', 'refreshToken', 'clientAuthentication', 'registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: [
        'endpoints.authorization',
        'authorizationParameters',
        'apiHosts',
        'registration',
        'registration.steps',
      ],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/atlassian.ts',
      grade: 'preset',
      facts: ['endpoints', 'authorizationParameters', 'scopes', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/atlassian.js',
      grade: 'preset',
      facts: ['endpoints.token', 'clientAuthentication', 'scopes'],
    },
    {
      source: 'https://mrrefactoring.github.io/jira.js/guide/oauth2-authentication',
      grade: 'report',
      facts: ['refresh', 'redirects.localhost', 'apiHosts'],
    },
    {
      source: 'atlassian/atlascode@1449ac8 src/atlclients/strategyData.ts',
      grade: 'vendor',
      facts: ['endpoints', 'authorizationParameters', 'redirects.loopbackAddress', 'apiHosts'],
    },
    {
      source: 'https://documentation.commvault.com/11.42/software/create_oauth_app_in_atlassian_jira.html',
      grade: 'report',
      facts: ['registration.steps'],
    },
    {
      source: 'https://help.merge.dev/articles/9111358716-atlassian-partnership',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
