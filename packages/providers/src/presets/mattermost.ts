import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** A Mattermost server. @see https://developers.mattermost.com/integrate/apps/authentication/oauth2/ */
export const mattermost: Preset = {
  id: 'mattermost',
  name: 'Mattermost',
  protocol: 'oauth2',
  parameters: [{ name: 'host', example: 'chat.example.com', kind: 'host' }],
  endpoints: {
    authorization: 'https://{host}/oauth/authorize',
    token: 'https://{host}/oauth/access_token',
    userInfo: 'https://{host}/api/v4/users/me',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: yes('It is created by the API, and gets no refresh token.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Mattermost does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['{host}'],
  profile: mapProfile({
    id: 'id',
    name: ['nickname', 'username'],
    email: 'email',
    emailVerified: 'email_verified',
  }),
};
