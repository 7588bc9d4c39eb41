import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

/** Asana apps. @see https://developers.asana.com/docs/oauth */
export const asana: Preset = {
  id: 'asana',
  name: 'Asana',
  protocol: 'oauth2',
  // No revocation: whether /-/oauth_revoke takes an access token (RFC 7009) was not found.
  endpoints: {
    authorization: 'https://app.asana.com/-/oauth_authorize',
    token: 'https://app.asana.com/-/oauth_token',
    userInfo: 'https://app.asana.com/api/1.0/users/me',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: no('Asana requires the client secret with every code.') },
  pkce: { method: 'S256' },
  scopes: { default: ['default'], separator: ' ' },
  deviceCode: unknown('Asana does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['app.asana.com'],
  profile: mapProfile({
    id: 'data.gid',
    name: 'data.name',
    email: 'data.email',
    avatarUrl: 'data.photo.image_128x128',
  }),
};
