import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A Kinde business. @see https://docs.kinde.com/developer-tools/about/using-kinde-without-an-sdk/ */
export const kinde: Preset = {
  id: 'kinde',
  name: 'Kinde',
  protocol: 'oidc',
  issuer: 'https://{domain}',
  parameters: [{ name: 'domain', example: 'acme.kinde.com', kind: 'host' }],
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('The application must be of the type Front-end and mobile.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: { scopes: ['offline'] },
  deviceCode: unknown('No source describes a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: [],
  profile: mapProfile({
    id: 'sub',
    name: ['name', 'given_name'],
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'picture',
  }),
};
