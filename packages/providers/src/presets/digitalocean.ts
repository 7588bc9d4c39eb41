import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** DigitalOcean OAuth applications. @see https://docs.digitalocean.com/documentation/oauth */
export const digitalocean: Preset = {
  id: 'digitalocean',
  name: 'DigitalOcean',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://cloud.digitalocean.com/v1/oauth/authorize',
    token: 'https://cloud.digitalocean.com/v1/oauth/token',
    userInfo: 'https://api.digitalocean.com/v2/account',
    revocation: 'https://cloud.digitalocean.com/v1/oauth/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: yes(
      'Such a client comes from Dynamic Client Registration; one registered by hand has a secret.',
    ),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['read'], separator: ' ' },
  deviceCode: unknown('DigitalOcean documents no device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.digitalocean.com'],
  profile: mapProfile({
    id: 'account.uuid',
    name: 'account.email',
    email: 'account.email',
    emailVerified: 'account.email_verified',
  }),
};
