import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Miro apps. @see https://developers.miro.com/docs/getting-started-with-oauth */
export const miro: Preset = {
  id: 'miro',
  name: 'Miro',
  protocol: 'oauth2',
  // No revocation: Miro's endpoint is not known to be that of RFC 7009.
  endpoints: {
    authorization: 'https://miro.com/oauth/authorize',
    token: 'https://api.miro.com/v1/oauth/token',
    userInfo: 'https://api.miro.com/v1/oauth-token',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: { authorizationCode: unknown('Miro does not document a client without a secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Miro does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.miro.com'],
  profile: mapProfile({ id: 'user.id', name: 'user.name' }),
};
