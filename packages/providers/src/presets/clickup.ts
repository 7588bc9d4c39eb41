import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

/** ClickUp OAuth apps. @see https://clickup.com/api/developer-portal/authentication/ */
export const clickup: Preset = {
  id: 'clickup',
  name: 'ClickUp',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://app.clickup.com/api',
    token: 'https://api.clickup.com/api/v2/oauth/token',
    userInfo: 'https://api.clickup.com/api/v2/user',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: no('ClickUp requires the client secret with every code.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('ClickUp does not document a device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  tokenRequest: { body: 'json' },
  apiHosts: ['api.clickup.com'],
  profile: mapProfile({
    id: 'user.id',
    name: 'user.username',
    email: 'user.email',
    avatarUrl: 'user.profilePicture',
  }),
};
