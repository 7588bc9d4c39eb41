import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const differs = (what: string) => unknown(`${what} differs from provider to provider.`);

export const reference: PresetReference = {
  aliases: ['openid', 'openid-connect', 'canaille', 'glewlwyd', 'lemonldap'],
  refreshToken: {
    issued: differs('What a refresh token requires'),
    rotation: differs('Whether refresh tokens rotate'),
  },
  clientCredentials: differs('Whether a client may request a token for itself'),
  redirects: {
    loopbackAddress: yes(
      'The provider must accept http://127.0.0.1 for native clients (RFC 8252 section 7.3).',
    ),
    localhost: differs('Whether localhost may be registered'),
    anyPort: differs('Whether the port may vary'),
    customScheme: unknown(
      'Whether a custom scheme without a period may be registered differs from provider to provider (RFC 8252 section 8.4).',
    ),
    query: yes('RFC 6749 section 3.1.2 allows a query in it.'),
  },
  registration: {
    fields: {
      'Application type': 'native (public client, no secret)',
      'Redirect URI': '{redirectUri}',
      'Grant types': 'authorization code, refresh token',
    },
  },
  quirks: [],
  evidence: [
    {
      source: 'https://openid.net/specs/openid-connect-core-1_0.html',
      grade: 'vendor',
      facts: ['scopes', 'clientAuthentication', 'profile'],
    },
    {
      source: 'https://www.rfc-editor.org/rfc/rfc8252',
      grade: 'vendor',
      facts: ['publicClient', 'redirects'],
    },
  ],
};
