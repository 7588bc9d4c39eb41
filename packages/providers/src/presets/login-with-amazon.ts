import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown } from '../verdict.ts';

/** Login with Amazon, for Amazon's customers; accounts of AWS are another matter. @see https://developer.amazon.com/docs/login-with-amazon */
export const loginWithAmazon: Preset = {
  id: 'login-with-amazon',
  name: 'Login with Amazon',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://www.amazon.com/ap/oa',
    token: 'https://api.amazon.com/auth/o2/token',
    userInfo: 'https://api.amazon.com/user/profile',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: {
    authorizationCode: unknown('Amazon documents PKCE, and a secret with every code.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['profile'], separator: ' ' },
  deviceCode: no(
    'Its requests are not those of RFC 8628: another response_type and grant_type, and the user code with each poll.',
  ),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.amazon.com'],
  profile: mapProfile({ id: 'user_id', name: 'name', email: 'email' }),
};
