import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const differs = (what: string) => unknown(`${what} differs from provider to provider.`);

/** Any OpenID provider that publishes a discovery document, by its issuer. */
export const oidc: Preset = {
  id: 'oidc',
  name: 'OpenID Connect',
  protocol: 'oidc',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: differs('Whether there is a device flow'),
  issuerInResponse: differs('Whether iss comes with the authorization response'),
  apiHosts: [],
  profile: standardClaims,
};
