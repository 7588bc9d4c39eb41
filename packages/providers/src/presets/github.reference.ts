import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown(
      'GitHub Apps with expiring user tokens get one; OAuth apps have tokens that do not expire.',
    ),
    rotation: unknown('Only GitHub Apps with expiring user tokens issue refresh tokens.'),
  },
  clientCredentials: unknown('GitHub Apps authenticate with a key of their own, by other means.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('The documentation advises against it.'),
    anyPort: yes(),
    customScheme: yes("Docker's own sample signs in at GitHub this way."),
    query: yes(),
  },
  registration: {
    url: 'https://github.com/settings/developers',
    fields: {
      'Homepage URL': 'where your extension is described',
      'Authorization callback URL': '{redirectUri}',
    },
    steps: [
      {
        text: 'Open the settings of your account or organization, then Developer settings and OAuth Apps, and click "New OAuth App".',
      },
      {
        text: 'Fill in the form. For sign-in with a device code, also check "Enable Device Flow".',
        fields: {
          'Application name': '{appName}',
          'Homepage URL': 'the page that describes your extension',
          'Authorization callback URL': '{redirectUri}',
        },
      },
      {
        text: 'Click "Register application".',
      },
      {
        text: 'Copy the Client ID into {clientIdVariable}.',
      },
      {
        text: 'Click "Generate a new client secret" and copy it into {clientSecretVariable}. A device code needs no secret.',
      },
    ],
  },
  quirks: [
    'Errors of the token endpoint, and pending responses of the device flow, have HTTP 200.',
    'The callback contains iss=https://github.com/login/oauth.',
    'Granted scopes are separated by commas.',
    'A hidden email address is only in the response of a separate endpoint.',
    'For a device code GitHub needs no client secret, so an image can contain a complete client.',
  ],
  evidence: [
    {
      source: 'github/docs@08f06f2 content/apps/oauth-apps/building-oauth-apps/creating-an-oauth-app.md',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'deviceCode',
        'redirects',
      ],
    },
    { source: 'https://docs.github.com/en/rest/users/users', grade: 'vendor', facts: ['profile'] },
    {
      source: 'docker/extensions-sdk samples/oauth-sample/README.md',
      grade: 'vendor',
      facts: ['redirects.customScheme', 'redirects.query'],
    },
    {
      source: 'https://github.com/nextauthjs/next-auth/pull/13410',
      grade: 'preset',
      facts: ['issuer', 'issuerInResponse'],
    },
    {
      source: 'https://github.com/langfuse/langfuse/issues/13091',
      grade: 'report',
      facts: ['issuer', 'issuerInResponse'],
    },
    {
      source: 'https://github.com/Temple-Stuart/temple-stuart-accounting/pull/1561',
      grade: 'report',
      facts: ['issuer', 'issuerInResponse'],
    },
    {
      source: 'https://gist.github.com/WahyuS002/7eb1f279707cf5893e729a9669410a9e',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
