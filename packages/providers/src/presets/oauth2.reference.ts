import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const differs = (what: string) => unknown(`${what} differs from server to server.`);

export const reference: PresetReference = {
  aliases: ['oauth'],
  parameterDescriptions: {
    authorizationEndpoint: 'address of the authorization endpoint',
    tokenEndpoint: 'address of the token endpoint',
    userEndpoint: 'address of the resource that says who signed in',
  },
  refreshToken: {
    issued: differs('What a refresh token requires'),
    rotation: differs('Whether refresh tokens rotate'),
  },
  clientCredentials: differs('Whether a client may request a token for itself'),
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
