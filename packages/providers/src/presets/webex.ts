import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Webex integrations. @see https://developer.webex.com/docs/integrations */
export const webex: Preset = {
  id: 'webex',
  name: 'Webex',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://webexapis.com/v1/authorize',
    token: 'https://webexapis.com/v1/access_token',
    userInfo: 'https://webexapis.com/v1/people/me',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('No source describes a client without a secret.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['spark:people_read'], separator: ' ' },
  deviceCode: unknown(
    'Webex documents a device flow with a separate token endpoint, which is not supported.',
  ),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['webexapis.com'],
  profile: mapProfile({ id: 'id', name: 'displayName', email: 'emails.0', avatarUrl: 'avatar' }),
};
