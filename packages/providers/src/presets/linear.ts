import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { unknown } from '../verdict.ts';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Linear, as an OAuth2 application that acts for the user. @see https://linear.app/developers/oauth-2-0-authentication */
export const linear: Preset = {
  id: 'linear',
  name: 'Linear',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://linear.app/oauth/authorize',
    token: 'https://api.linear.app/oauth/token',
    userInfo: 'https://api.linear.app/graphql',
    revocation: 'https://api.linear.app/oauth/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: unknown('A desktop app is reported to sign in with PKCE and no secret.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['read'], separator: ',' },
  deviceCode: undocumented('Whether there is a device flow'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.linear.app'],
  userInfoRequest: {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { id name email avatarUrl } }' }),
  },
  profile: mapProfile({
    id: 'data.viewer.id',
    name: 'data.viewer.name',
    email: 'data.viewer.email',
    avatarUrl: 'data.viewer.avatarUrl',
  }),
};
