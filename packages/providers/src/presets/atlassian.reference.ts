import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  aliases: ['jira', 'confluence'],
  refreshToken: { issued: yes(), rotation: yes() },
  clientCredentials: undocumented('whether a client may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('whether http://127.0.0.1 is accepted'),
    localhost: yes(),
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
        text: 'Enter a name, accept the terms, and click Create.',
        fields: { Name: '{appName}' },
      },
      {
        text: 'Open Permissions. Add the User identity API, click Configure, and choose its scopes. Add the APIs that your extension calls in the same way.',
        fields: { 'Permissions, User identity API': 'read:me' },
      },
      {
        text: 'Open Authorization, click Add or Configure beside OAuth 2.0 (3LO), fill in the callback URL, and click "Save changes".',
        fields: { 'Authorization, Callback URL': '{redirectUri}' },
      },
      {
        text: 'Open Settings. Copy the Client ID into {clientIdVariable}, and the Secret into {clientSecretVariable}.',
      },
      {
        text: 'For users other than you, open Distribution and enable sharing.',
      },
    ],
  },
  quirks: [
    'An app has one callback URL.',
    'The access token is for api.atlassian.com/ex/{product}/{cloudId} and not for the address of a site.',
  ],
  evidence: [
    {
      source: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints.authorization', 'authorizationParameters', 'apiHosts', 'registration'],
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
      source: 'https://docs.unified.to/skills/atlassian-cloud-oauth/SKILL.md',
      grade: 'report',
      facts: ['refreshToken.rotation', 'registration'],
    },
  ],
};
