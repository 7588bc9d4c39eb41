import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A client of a Dex server. @see https://dexidp.io/docs/configuration/custom-scopes-claims-clients/ */
export const dex: Preset = {
  id: 'dex',
  name: 'Dex',
  protocol: 'oidc',
  issuer: '{issuer}',
  parameters: [{ name: 'issuer', example: 'https://dex.example.com', kind: 'url' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The client needs public: true.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: yes('A client with redirect URIs needs /device/callback among them.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
