import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A realm of a Keycloak server. @see {@link https://www.keycloak.org/securing-apps/oidc-layers} */
export const keycloak: Preset = {
  id: 'keycloak',
  name: 'Keycloak',
  protocol: 'oidc',
  parameters: [
    {
      name: 'baseUrl',
      example: 'https://keycloak.example.com',
      kind: 'url',
    },
    {
      name: 'realm',
      example: 'main',
      kind: 'segment',
    },
  ],
  issuer: '{baseUrl}/realms/{realm}',
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('"Client authentication" must be off in the client.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: yes('"OAuth 2.0 Device Authorization Grant" must be on in the client.'),
  issuerInResponse: unknown(
    'Version 23 and later send it, unless "Exclude Issuer From Authentication Response" is on in the client; which version it is, the preset does not know.',
  ),
  dpop: 'supported',
  apiHosts: [],
  profile: standardClaims,
};
