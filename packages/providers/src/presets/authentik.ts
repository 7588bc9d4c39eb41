import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An application of an authentik server. @see https://docs.goauthentik.io/add-secure-apps/providers/oauth2/ */
export const authentik: Preset = {
  id: 'authentik',
  name: 'authentik',
  protocol: 'oidc',
  issuer: '{baseUrl}/application/o/{application}/',
  parameters: [
    { name: 'baseUrl', example: 'https://authentik.example.com', kind: 'url' },
    { name: 'application', example: 'my-extension', kind: 'segment' },
  ],
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('"Client type" must be Public.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: yes('The brand must have a device code flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
