import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** Sign in with Vercel. @see https://vercel.com/docs/sign-in-with-vercel/authorization-server-api */
export const vercel: Preset = {
  id: 'vercel',
  name: 'Vercel',
  protocol: 'oidc',
  issuer: 'https://vercel.com',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The app needs "none" among its client authentication methods.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: unknown('Vercel does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.vercel.com'],
  profile: standardClaims,
};
