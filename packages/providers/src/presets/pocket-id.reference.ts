import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { baseUrl: 'address of the server' },
  refreshToken: {
    issued: unknown('Its database has refresh tokens. What a client must request was not found.'),
    rotation: unknown('Pocket ID does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('No source describes a grant for the client itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('The callback URL must be registered without a port.'),
    customScheme: unknown(
      'The complete callback URL is compared. Whether the form accepts a custom scheme was not found.',
    ),
    query: yes(),
  },
  registration: { fields: { 'Callback URLs': '{redirectUri}', 'Public client': 'on', PKCE: 'on' } },
  quirks: ['A callback URL may have wildcards: do not use them.'],
  evidence: [
    {
      source: 'pocket-id/pocket-id@280d603 backend/internal/utils/callback_url_util.go',
      grade: 'vendor',
      facts: ['redirects', 'quirks'],
    },
    {
      source: 'pocket-id/pocket-id@0257a64 backend/internal/model/oidc.go',
      grade: 'vendor',
      facts: ['publicClient', 'pkce', 'refreshToken'],
    },
    {
      source: 'https://openid.net/specs/openid-connect-core-1_0.html',
      grade: 'vendor',
      facts: ['scopes', 'clientAuthentication', 'profile'],
    },
  ],
};
