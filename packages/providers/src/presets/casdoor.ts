import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An application of a Casdoor server. @see https://casdoor.org/docs/how-to-connect/oauth */
export const casdoor: Preset = {
  id: 'casdoor',
  name: 'Casdoor',
  protocol: 'oidc',
  issuer: '{baseUrl}',
  parameters: [{ name: 'baseUrl', example: 'https://door.example.com', kind: 'url' }],
  clientAuthentication: ['client_secret_post', 'client_secret_basic'],
  publicClient: { authorizationCode: yes('With PKCE.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: unknown('No source describes a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
