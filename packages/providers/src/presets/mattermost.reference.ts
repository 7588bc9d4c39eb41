import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { host: 'host of the Mattermost server' },
  refreshToken: {
    issued: yes('For a client with a secret.'),
    rotation: unknown('Mattermost does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Mattermost does not document a grant for the application itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: no('The redirect URI must be exactly a registered one.'),
    customScheme: no('A callback URL must begin with http:// or https://.'),
    query: yes(),
  },
  registration: { fields: { 'Is Trusted': 'No', 'Callback URLs': '{redirectUri}' } },
  quirks: [
    'An administrator must enable the OAuth 2.0 service provider.',
    'A client without a secret gets no refresh token.',
  ],
  evidence: [
    {
      source: 'https://developers.mattermost.com/integrate/apps/authentication/oauth2',
      grade: 'vendor',
      facts: [
        'clientAuthentication',
        'publicClient',
        'pkce',
        'refreshToken.issued',
        'registration',
        'quirks',
      ],
    },
    {
      source: 'mattermost/mattermost@1246420 server/public/model/oauth.go',
      grade: 'vendor',
      facts: ['clientAuthentication', 'redirects'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/mattermost.js',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'profile'],
    },
  ],
};
