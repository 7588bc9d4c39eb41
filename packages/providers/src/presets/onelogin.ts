import { standardClaims } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** OneLogin, at the subdomain of one company. @see https://developers.onelogin.com/openid-connect */
export const onelogin: Preset = {
  id: 'onelogin',
  name: 'OneLogin',
  protocol: 'oidc',
  parameters: [
    {
      name: 'subdomain',
      example: 'acme',
      kind: 'segment',
    },
  ],
  issuer: 'https://{subdomain}.onelogin.com/oidc/2',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The app has to be set to the authentication method None (PKCE).') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  deviceCode: undocumented('Whether there is a device flow'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{subdomain}.onelogin.com'],
  profile: standardClaims,
};
