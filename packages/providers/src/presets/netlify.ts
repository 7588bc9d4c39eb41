import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

/** Netlify OAuth applications. @see https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/ */
export const netlify: Preset = {
  id: 'netlify',
  name: 'Netlify',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://app.netlify.com/authorize',
    token: 'https://api.netlify.com/oauth/token',
    userInfo: 'https://api.netlify.com/api/v1/user',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: unknown('Netlify does not document a client without a secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ' ' },
  deviceCode: unknown('Netlify does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.netlify.com'],
  profile: mapProfile({ id: 'id', name: 'full_name', email: 'email', avatarUrl: 'avatar_url' }),
};
