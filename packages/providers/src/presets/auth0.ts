import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An Auth0 tenant. @see https://auth0.com/docs/get-started/authentication-and-authorization-flow/authorization-code-flow-with-pkce */
export const auth0: Preset = {
  id: 'auth0',
  name: 'Auth0',
  protocol: 'oidc',
  issuer: 'https://{domain}/',
  parameters: [
    {
      name: 'domain',
      example: 'acme.eu.auth0.com',
      kind: 'host',
    },
  ],
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    scopes: ['offline_access'],
  },
  deviceCode: yes(),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  dpop: 'supported',
  apiHosts: [],
  profile: standardClaims,
};
