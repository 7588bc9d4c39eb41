import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** monday.com apps. @see https://developer.monday.com/apps/docs/oauth */
export const monday: Preset = {
  id: 'monday',
  name: 'monday.com',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://auth.monday.com/oauth2/authorize',
    token: 'https://auth.monday.com/oauth2/token',
    userInfo: 'https://api.monday.com/v2',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown(
      'The documentation of monday.com does not describe a client without a secret.',
    ),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['me:read'], separator: ' ' },
  deviceCode: unknown('The documentation of monday.com does not describe a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.monday.com'],
  userInfoRequest: {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ me { id name email photo_thumb } }"}',
  },
  profile: mapProfile({
    id: 'data.me.id',
    name: 'data.me.name',
    email: 'data.me.email',
    avatarUrl: 'data.me.photo_thumb',
  }),
};
