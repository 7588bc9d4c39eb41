import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A client of a Pocket ID server. @see https://pocket-id.org/docs */
export const pocketId: Preset = {
  id: 'pocket-id',
  name: 'Pocket ID',
  protocol: 'oidc',
  issuer: '{baseUrl}',
  parameters: [{ name: 'baseUrl', example: 'https://id.example.com', kind: 'url' }],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('"Public client" must be on.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: unknown('No source says what the device flow needs.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
