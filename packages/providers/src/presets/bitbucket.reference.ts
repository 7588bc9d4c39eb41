import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://developer.atlassian.com/cloud/bitbucket/oauth-2';
const unsaid = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: unsaid('whether refresh tokens rotate') },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: unsaid('whether http://127.0.0.1 is accepted'),
    localhost: yes("Git Credential Manager's consumer has it."),
    anyPort: unsaid('whether the port may vary'),
    customScheme: unsaid('whether a custom scheme is accepted'),
    query: unsaid('whether a query is accepted'),
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
    'What may be granted is chosen at the consumer, and the response names it as "scopes".',
    'A redirect URI has to begin with the one callback URL that is configured.',
    'The addresses of a person are a list of their own.',
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
