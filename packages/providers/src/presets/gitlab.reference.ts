import type { PresetReference } from '../reference.ts';
import { yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { host: 'the host of the GitLab instance' },
  refreshToken: { issued: yes(), rotation: yes() },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('For the address; localhost has to have the registered port.'),
    customScheme: yes(),
    query: yes(),
  },
  registration: {
    fields: {
      'Redirect URI': '{redirectUri}',
      Confidential: 'off, for a client without a secret',
      Scopes: 'read_user',
    },
    steps: [
      {
        text: 'Select your avatar, then "Edit profile" and Applications. For an application of a group, open Settings and Applications of the group.',
      },
      {
        text: 'Click "Add new application" and fill in the form. Clear Confidential for a client without a secret.',
        fields: {
          Name: '{appName}',
          'Redirect URI': '{redirectUri}',
          Confidential: 'off, for a client without a secret',
          Scopes: '{scopes}',
        },
      },
      {
        text: 'Click "Save application".',
      },
      {
        text: 'Copy the Application ID into {clientIdVariable}. If Confidential is on, copy the Secret into {clientSecretVariable}. It is shown once.',
      },
    ],
  },
  quirks: [
    'Of custom schemes only data, vbscript and javascript are forbidden. The redirect URI is compared exactly.',
    'The port may vary for an address such as 127.0.0.1, and not for localhost.',
    'An access token lives for two hours; one of the device flow comes without a refresh token.',
    'The password grant is still supported, and is not used.',
  ],
  evidence: [
    {
      source: 'gitlabhq/gitlabhq@0286e4c doc/integration/oauth_provider.md',
      grade: 'vendor',
      facts: ['registration.steps', 'refreshToken.issued', 'scopes'],
    },
    {
      source: 'gitlabhq/gitlabhq@04b8ef1 doc/api/oauth2.md',
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'refresh',
        'deviceCode',
        'redirects.loopbackAddress',
        'redirects.localhost',
      ],
    },
    {
      source: 'gitlabhq/gitlabhq@017a6c1 config/initializers/doorkeeper.rb',
      grade: 'vendor',
      facts: ['clientAuthentication', 'refresh', 'clientCredentials', 'redirects.customScheme'],
    },
    {
      source: 'doorkeeper-gem/doorkeeper lib/doorkeeper/oauth/helpers/uri_checker.rb',
      grade: 'vendor',
      facts: ['redirects.anyPort', 'redirects.customScheme', 'redirects.query'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/gitlab.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'scopes', 'profile'],
    },
  ],
};
