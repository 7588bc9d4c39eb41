import { profileOf } from '../claims.ts';
import type { Preset, Profile } from '../preset.ts';
import { unknown, yes } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Zoom, as a user-managed OAuth app. @see https://developers.zoom.us/docs/integrations/oauth/ */
export const zoom: Preset = {
  id: 'zoom',
  name: 'Zoom',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://zoom.us/oauth/authorize',
    token: 'https://zoom.us/oauth/token',
    userInfo: 'https://api.zoom.us/v2/users/me',
    revocation: 'https://zoom.us/oauth/revoke',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('PKCE replaces the secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ',' },
  deviceCode: undocumented('Whether there is a device flow that follows RFC 8628'),
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.zoom.us'],
  profile: zoomProfile,
};

/** Zoom has the name in two members. */
async function zoomProfile(user: Readonly<Record<string, unknown>>): Promise<Profile> {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return profileOf({ id: user.id, name, email: user.email, avatarUrl: user.pic_url });
}
