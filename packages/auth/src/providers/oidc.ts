import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';

/** Any OpenID provider that publishes a discovery document: Keycloak, Okta, Auth0, Entra ID, your own. */
export const oidc: Preset = {
  id: 'oidc',
  name: 'OpenID Connect',
  protocol: 'oidc',
  clientAuthentication: ['none', 'client_secret_basic', 'client_secret_post'],
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  apiHosts: [],
  profile: standardClaims,
  strategies: {
    'backend-callback': {
      possible: true,
      note: 'The provider must accept http://127.0.0.1 for native clients (RFC 8252 section 7.3).',
    },
    'extension-tab': {
      possible: 'unknown',
      reason:
        'Whether a custom scheme without a period may be registered differs from provider to provider (RFC 8252 section 8.4).',
    },
  },
  registration: {
    fields: {
      'Application type': 'native (public client, no secret)',
      'Redirect URI': '{redirectUri}',
      'Grant types': 'authorization code, refresh token',
    },
  },
  evidence: [
    'https://openid.net/specs/openid-connect-core-1_0.html',
    'https://www.rfc-editor.org/rfc/rfc8252',
  ],
};
