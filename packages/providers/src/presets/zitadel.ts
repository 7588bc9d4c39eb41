import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** An instance of ZITADEL, in its cloud or one's own. @see {@link https://zitadel.com/docs/apis/openidoauth/endpoints} */
export const zitadel: Preset = {
  id: 'zitadel',
  name: 'ZITADEL',
  protocol: 'oidc',
  parameters: [
    {
      name: 'instance',
      example: 'acme-a1b2c3.zitadel.cloud',
      kind: 'host',
    },
  ],
  issuer: 'https://{instance}',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  publicClient: {
    authorizationCode: yes('Applications of the types Native and User Agent have no secret.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    scopes: ['offline_access'],
  },
  deviceCode: yes('"Device Code" must be selected in the application.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
