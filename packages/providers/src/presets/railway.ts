import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

/** Login with Railway. @see https://docs.railway.com/integrations/oauth/login-and-tokens */
export const railway: Preset = {
  id: 'railway',
  name: 'Railway',
  protocol: 'oauth2',
  // The discovery document is below /oauth, and its issuer is not, so that it cannot be used.
  endpoints: {
    authorization: 'https://backboard.railway.com/oauth/auth',
    token: 'https://backboard.railway.com/oauth/token',
    userInfo: 'https://backboard.railway.com/oauth/me',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The app must be of the type Native.') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'email', 'profile'], separator: ' ' },
  refresh: { scopes: ['offline_access'], authorizationParameters: { prompt: 'consent' } },
  deviceCode: unknown('Railway does not document a device flow.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['backboard.railway.com'],
  profile: mapProfile({ id: 'sub', name: 'name', email: 'email', avatarUrl: 'picture' }),
};
