import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const API = 'https://api.dropboxapi.com';

/** Dropbox apps with scoped access. @see https://dropbox.tech/developers/using-oauth-2-0-with-offline-access */
export const dropbox: Preset = {
  id: 'dropbox',
  name: 'Dropbox',
  protocol: 'oauth2',
  // No revocation: /2/auth/token/revoke takes the token that it ends as a bearer token, which is not RFC 7009.
  endpoints: {
    authorization: 'https://www.dropbox.com/oauth2/authorize',
    token: `${API}/oauth2/token`,
    userInfo: `${API}/2/users/get_current_account`,
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['account_info.read'], separator: ' ' },
  refresh: {
    authorizationParameters: { token_access_type: 'offline' },
  },
  deviceCode: unknown('Dropbox documents no device flow.'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.dropboxapi.com'],
  userInfoRequest: { method: 'POST' },
  profile: mapProfile({
    id: 'account_id',
    name: 'name.display_name',
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'profile_photo_url',
  }),
};
