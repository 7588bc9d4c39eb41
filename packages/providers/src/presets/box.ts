import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Box, as a custom app with user authentication. @see https://developer.box.com/guides/authentication/oauth2 */
export const box: Preset = {
  id: 'box',
  name: 'Box',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://account.box.com/api/oauth2/authorize',
    token: 'https://api.box.com/oauth2/token',
    userInfo: 'https://api.box.com/2.0/users/me',
    revocation: 'https://api.box.com/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('The guides have the client secret in every token request and know no PKCE.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Whether there is a device flow is not documented.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.box.com'],
  profile: mapProfile({ id: 'id', name: 'name', email: 'login', avatarUrl: 'avatar_url' }),
};
