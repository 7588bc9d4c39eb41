import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { baseUrl: 'address of the server' },
  refreshToken: {
    issued: yes('The client needs the grant type refresh_token and the scope offline_access.'),
    rotation: unknown('No source says whether a used refresh token remains valid.'),
  },
  clientCredentials: yes('The client needs the grant type client_credentials.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: unknown('Authelia does not document whether the port may vary.'),
    customScheme: no('The scheme must be http or https.'),
    query: unknown('Authelia does not document whether a query is accepted.'),
  },
  registration: {
    fields: {
      public: 'true',
      redirect_uris: '{redirectUri}',
      scopes: 'openid, profile, email, offline_access',
      grant_types: 'authorization_code, refresh_token',
      require_pkce: 'true',
    },
  },
  quirks: [
    'A client is an entry in the configuration file, with a digest of its secret.',
    'Redirect URIs are compared with case.',
  ],
  evidence: [
    {
      source:
        'authelia/authelia@00ebcb1 docs/content/configuration/identity-providers/openid-connect/clients.md',
      grade: 'vendor',
      facts: [
        'clientAuthentication',
        'publicClient',
        'pkce',
        'scopes',
        'refresh',
        'clientCredentials',
        'redirects',
        'registration',
        'quirks',
      ],
    },
    { source: 'https://openid.net/specs/openid-connect-core-1_0.html', grade: 'vendor', facts: ['profile'] },
  ],
};
