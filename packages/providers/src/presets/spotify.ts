import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Spotify. @see https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow */
export const spotify: Preset = {
  id: 'spotify',
  name: 'Spotify',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://accounts.spotify.com/authorize',
    token: 'https://accounts.spotify.com/api/token',
    userInfo: 'https://api.spotify.com/v1/me',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes() },
  pkce: { method: 'S256' },
  scopes: { default: ['user-read-email'], separator: ' ' },
  deviceCode: undocumented('Whether there is a device flow'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.spotify.com'],
  profile: mapProfile({ id: 'id', name: 'display_name', email: 'email', avatarUrl: 'images.0.url' }),
};
