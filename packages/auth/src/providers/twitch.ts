import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const TOKENS = 'https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/';
const OIDC = 'https://dev.twitch.tv/docs/authentication/getting-tokens-oidc/';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Claims that Twitch leaves out unless they are asked for (OpenID Connect Core 1.0 section 5.5). */
const wanted = { email: null, picture: null, preferred_username: null };

/** Twitch. @see {@link OIDC} */
export const twitch: Preset = {
  id: 'twitch',
  name: 'Twitch',
  protocol: 'oidc',
  issuer: 'https://id.twitch.tv/oauth2',
  undiscovered: {
    deviceAuthorization: 'https://id.twitch.tv/oauth2/device',
    revocation: 'https://id.twitch.tv/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_post'],
  publicClient: {
    authorizationCode: no('Twitch documents the code flow for servers with a client secret only.'),
    deviceCode: yes('The app has to be of the client type Public.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'user:read:email'], separator: ' ', deviceParameter: 'scopes' },
  authorizationParameters: { claims: JSON.stringify({ id_token: wanted, userinfo: wanted }) },
  refresh: {
    issued: yes(),
    rotation: yes('That of a public client is good for one use, within 30 days.'),
  },
  deviceCode: yes('Whether it grants openid, which says who signed in, is not documented.'),
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.twitch.tv', 'id.twitch.tv'],
  profile: mapProfile({
    id: 'sub',
    name: 'preferred_username',
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'picture',
  }),
  registration: {
    url: 'https://dev.twitch.tv/console/apps',
    fields: { 'OAuth Redirect URLs': '{redirectUri}', 'Client Type': 'Confidential' },
  },
  quirks: [
    'Granted scopes come back as an array.',
    'Errors are a status and a message, without an error code.',
    'Name, address and picture have to be asked for claim by claim.',
    'The discovery document knows neither the device flow nor revocation.',
    'The device flow calls its scopes `scopes`, and wants them with each poll.',
    'Without a client secret there is the device flow only.',
    'Twitch asks apps to validate their token at each start and once an hour, at https://id.twitch.tv/oauth2/validate.',
  ],
  evidence: [
    {
      source: TOKENS,
      grade: 'vendor',
      facts: ['publicClient', 'refresh.issued', 'deviceCode', 'clientCredentials'],
    },
    {
      source: OIDC,
      grade: 'vendor',
      facts: ['issuer', 'clientAuthentication', 'authorizationParameters', 'profile'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/twitch.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'authorizationParameters', 'profile', 'quirks'],
    },
    {
      source: 'arctic@3.7.0 dist/providers/twitch.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'scopes'],
    },
    {
      source: 'ChrisLauinger77/stream-gui-rs docs/authentication.md',
      grade: 'report',
      facts: ['undiscovered', 'publicClient.deviceCode', 'refresh.rotation', 'quirks'],
    },
    {
      source: 'docs.rs twitch_oauth_token 4.2.0, twitch_oauth2',
      grade: 'report',
      facts: ['undiscovered', 'scopes.deviceParameter'],
    },
  ],
};
