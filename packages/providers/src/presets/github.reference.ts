import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown(
      'GitHub Apps with expiring user tokens get one; OAuth apps have tokens that do not expire.',
    ),
    rotation: yes(),
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
  },
  quirks: [
    'Errors of the token endpoint, and pending responses of the device flow, have HTTP 200.',
    'The callback contains iss=https://github.com/login/oauth.',
    'Granted scopes are separated by commas.',
    'A hidden email address is only in the response of a separate endpoint.',
  ],
  evidence: [
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
      source: 'docker/extensions-sdk samples/oauth-sample',
      grade: 'vendor',
      facts: ['redirects.customScheme', 'redirects.query'],
    },
    {
      source: 'https://github.com/nextauthjs/next-auth/pull/13410',
      grade: 'preset',
      facts: ['issuer', 'issuerInResponse'],
    },
  ],
};
