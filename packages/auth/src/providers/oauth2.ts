import { mapProfile } from './claims.ts';
import type { PresetParameter } from './parameter.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const differs = (what: string) => unknown(`${what} differs from server to server.`);

const endpoint = (name: string, what: string): PresetParameter => ({
  name: `${name}Endpoint`,
  description: `address of the ${what}`,
  example: `https://auth.example.com/${name}`,
  kind: 'url',
});

/** Any OAuth 2.0 authorization server by the addresses of its endpoints, for one without a discovery document. */
export const oauth2: Preset = {
  id: 'oauth2',
  name: 'OAuth 2.0',
  protocol: 'oauth2',
  parameters: [
    endpoint('authorization', 'authorization endpoint'),
    endpoint('token', 'token endpoint'),
    endpoint('user', 'resource that says who signed in'),
  ],
  endpoints: {
    authorization: '{authorizationEndpoint}',
    token: '{tokenEndpoint}',
    userInfo: '{userEndpoint}',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  refresh: {
    issued: differs('What a refresh token takes'),
    rotation: differs('Whether refresh tokens rotate'),
  },
  deviceCode: differs('Whether there is a device flow'),
  clientCredentials: differs('Whether a client may ask for a token of its own'),
  redirects: {
    loopbackAddress: yes(
      'The server must accept http://127.0.0.1 for native clients (RFC 8252 section 7.3).',
    ),
    localhost: differs('Whether localhost may be registered'),
    anyPort: differs('Whether the port may vary'),
    customScheme: unknown(
      'Whether a custom scheme without a period may be registered differs from server to server (RFC 8252 section 8.4).',
    ),
    query: yes('RFC 6749 section 3.1.2 allows a query in it.'),
  },
  issuerInResponse: differs('Whether iss comes with the authorization response'),
  apiHosts: [],
  profile: mapProfile({
    id: ['id', 'sub', 'user_id', 'uid', 'uuid'],
    name: ['name', 'display_name', 'full_name', 'login', 'username'],
    email: ['email', 'mail'],
    avatarUrl: ['avatar_url', 'picture', 'avatar'],
  }),
  registration: {
    fields: {
      'Redirect URI': '{redirectUri}',
      'Grant types': 'authorization code, refresh token',
    },
  },
  quirks: [],
  evidence: [
    {
      source: 'https://www.rfc-editor.org/rfc/rfc6749',
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient', 'redirects.query'],
    },
    { source: 'https://www.rfc-editor.org/rfc/rfc8252', grade: 'vendor', facts: ['redirects'] },
  ],
};
