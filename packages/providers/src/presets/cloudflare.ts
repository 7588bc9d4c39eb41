import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown, yes } from '../verdict.ts';

/** OAuth clients of a Cloudflare account. @see https://developers.cloudflare.com/fundamentals/oauth/create-an-oauth-client/ */
export const cloudflare: Preset = {
  id: 'cloudflare',
  name: 'Cloudflare',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://dash.cloudflare.com/oauth2/auth',
    token: 'https://dash.cloudflare.com/oauth2/token',
    userInfo: 'https://api.cloudflare.com/client/v4/user',
    revocation: 'https://dash.cloudflare.com/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The token authentication method must be None.') },
  pkce: { method: 'S256' },
  scopes: { default: ['user-details.read'], separator: ' ' },
  refresh: { scopes: ['offline_access'] },
  deviceCode: no('Cloudflare supports the authorization code grant only.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.cloudflare.com'],
  profile: mapProfile({
    id: 'result.id',
    name: ['result.first_name', 'result.email'],
    email: 'result.email',
  }),
};
