import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/bitbucket/oauth-2';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: undocumented('whether refresh tokens rotate') },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: undocumented('whether http://127.0.0.1 is accepted'),
    localhost: yes("Git Credential Manager's consumer has it."),
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
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['endpoints', 'clientAuthentication', 'deviceCode', 'clientCredentials'],
    },
    {
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud',
      grade: 'vendor',
      facts: ['registration', 'scopes'],
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
  ],
};
