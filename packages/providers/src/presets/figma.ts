import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Figma OAuth apps. @see https://developers.figma.com/docs/rest-api/authentication */
export const figma: Preset = {
  id: 'figma',
  name: 'Figma',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://www.figma.com/oauth',
    token: 'https://api.figma.com/v1/oauth/token',
    userInfo: 'https://api.figma.com/v1/me',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: unknown('Figma does not document a client without a secret.') },
  pkce: { method: 'S256' },
  scopes: { default: ['current_user:read'], separator: ' ' },
  deviceCode: unknown('Figma does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.figma.com'],
  profile: mapProfile({ id: 'id', name: 'handle', email: 'email', avatarUrl: 'img_url' }),
};
