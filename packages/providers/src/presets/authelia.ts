import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A client of an Authelia server. @see https://www.authelia.com/configuration/identity-providers/openid-connect/clients/ */
export const authelia: Preset = {
  id: 'authelia',
  name: 'Authelia',
  protocol: 'oidc',
  issuer: '{baseUrl}',
  parameters: [{ name: 'baseUrl', example: 'https://auth.example.com', kind: 'url' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: { authorizationCode: yes('The client needs public: true.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: unknown('No source describes a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
