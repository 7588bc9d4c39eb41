import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** JumpCloud, as an OpenID Connect app that an organization adds itself. @see https://jumpcloud.com/support/sso-with-oidc */
export const jumpcloud: Preset = {
  id: 'jumpcloud',
  name: 'JumpCloud',
  protocol: 'oidc',
  parameters: [
    {
      name: 'host',
      example: 'oauth.id.eu.jumpcloud.com',
      kind: 'host',
      default: 'oauth.id.jumpcloud.com',
    },
  ],
  issuer: 'https://{host}/',
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('The app has to be set to a public client.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: undocumented('Whether there is a device flow'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: standardClaims,
};
