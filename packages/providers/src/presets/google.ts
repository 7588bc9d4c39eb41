import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** Google accounts, which sign in users. @see https://developers.google.com/identity/protocols/OAuth2InstalledApp */
export const google: Preset = {
  id: 'google',
  name: 'Google',
  protocol: 'oidc',
  issuer: 'https://accounts.google.com',
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  publicClient: {
    authorizationCode: unknown(
      'A Desktop client has a secret that Google does not treat as one. Exchanges without it are reported to fail.',
    ),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'email', 'profile'], separator: ' ' },
  refresh: {
    authorizationParameters: { access_type: 'offline', prompt: 'consent' },
  },
  deviceCode: yes('For a client of the type "TVs and Limited Input devices", and for some scopes only.'),
  issuerInResponse: yes('Its discovery document says so, and a response without it is rejected.'),
  apiHosts: [],
  profile: standardClaims,
};
