import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/bitbucket/oauth-2';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: undocumented('whether refresh tokens rotate') },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes("Atlassian's own extension of VS Code signs in with http://127.0.0.1:31415."),
    localhost: unknown(
      'Git Credential Manager registers http://localhost, but Bitbucket does not document it.',
    ),
    anyPort: undocumented('whether the port may vary'),
    customScheme: undocumented('whether a custom scheme is accepted'),
    query: undocumented('whether a query is accepted'),
  },
  registration: {
    fields: { 'Callback URL': '{redirectUri}', Permissions: 'Account: Email, Read' },
    steps: [
      {
        text: 'Choose the workspace, open its settings, then OAuth consumers under Apps and features, and click "Add consumer".',
      },
      {
        text: 'Fill in the form, and choose the permissions of the consumer. The consumer has one callback URL.',
        fields: { Name: '{appName}', 'Callback URL': '{redirectUri}', Permissions: 'Account: Email, Read' },
      },
      {
        text: 'Click Save, and then the name of the consumer.',
      },
      {
        text: 'Copy the Key into {clientIdVariable}, and the Secret into {clientSecretVariable}.',
      },
    ],
  },
  quirks: [
    'The scopes are chosen in the consumer, and the response contains them as "scopes".',
    'A redirect URI must begin with the configured callback URL.',
    'The email addresses of a user are at a separate endpoint.',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'deviceCode', 'clientCredentials'],
    },
    {
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud',
      grade: 'vendor',
      facts: ['registration', 'scopes', 'registration.steps'],
    },
    {
      source: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/',
      grade: 'vendor',
      facts: ['scopes', 'apiHosts', 'profile'],
    },
    {
      source: 'git-ecosystem/git-credential-manager@2fe99b8 *Constants.cs',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/bitbucket.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'profile'],
    },
    { source: 'npm arctic@3.7.0 dist/providers/bitbucket.js', grade: 'preset', facts: ['refresh'] },
    {
      source: 'atlassian/atlascode@1449ac8 src/atlclients/strategyData.ts',
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'redirects.loopbackAddress'],
    },
    {
      source: 'https://confluence.atlassian.com/bitbucket/oauth-faq-338365710.html',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'https://nx.dev/docs/enterprise/single-tenant/auth-bitbucket',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
