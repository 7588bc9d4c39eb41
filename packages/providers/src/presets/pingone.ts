import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An environment of PingOne. @see https://docs.pingidentity.com/pingone/applications */
export const pingone: Preset = {
  id: 'pingone',
  name: 'PingOne',
  protocol: 'oidc',
  parameters: [
    {
      name: 'authHost',
      example: 'auth.pingone.eu',
      kind: 'host',
      default: 'auth.pingone.com',
    },
    {
      name: 'environmentId',
      example: '0d3b1c2e-5f4a-4c8b-9d7e-6a5b4c3d2e1f',
      kind: 'segment',
    },
  ],
  issuer: 'https://{authHost}/{environmentId}/as',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: {
    authorizationCode: yes('The application must be of the type Native, with the method "None".'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: yes('It requires an application of the type Device Authorization.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
