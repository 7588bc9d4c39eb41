import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** A tenant of a FusionAuth server. @see https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/ */
export const fusionauth: Preset = {
  id: 'fusionauth',
  name: 'FusionAuth',
  protocol: 'oidc',
  issuer: '{issuer}',
  parameters: [{ name: 'issuer', example: 'https://auth.example.com', kind: 'url' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: {
    authorizationCode: unknown('No source says whether a client needs a secret.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: unknown('No source says what the device flow needs.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  dpop: 'supported',
  apiHosts: [],
  profile: standardClaims,
};
