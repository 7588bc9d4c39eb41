import { mapProfile } from '../claims.ts';
import type { Preset } from '../preset.ts';
import { no, unknown, yes } from '../verdict.ts';

/** Claims that Twitch omits unless they are requested (OpenID Connect Core 1.0 section 5.5). */
const wanted = { email: null, picture: null, preferred_username: null };

/** Twitch. @see https://dev.twitch.tv/docs/authentication/getting-tokens-oidc/ */
export const twitch: Preset = {
  id: 'twitch',
  name: 'Twitch',
  protocol: 'oidc',
  issuer: 'https://id.twitch.tv/oauth2',
  endpointOverrides: {
    deviceAuthorization: 'https://id.twitch.tv/oauth2/device',
    revocation: 'https://id.twitch.tv/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: no('Twitch documents the code flow with a client secret only.'),
    deviceCode: yes('The app must be of the client type Public.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'user:read:email'], separator: ' ', deviceParameter: 'scopes' },
  authorizationParameters: { claims: JSON.stringify({ id_token: wanted, userinfo: wanted }) },
  deviceCode: yes('Whether it grants openid, which says who signed in, is not documented.'),
  loopbackHost: 'localhost',
  issuerInResponse: unknown('No source says whether the authorization response contains iss.'),
  apiHosts: ['api.twitch.tv', 'id.twitch.tv'],
  profile: mapProfile({
    id: 'sub',
    name: 'preferred_username',
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'picture',
  }),
};
