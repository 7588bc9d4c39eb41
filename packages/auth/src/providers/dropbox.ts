import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'https://dropbox.tech/developers/using-oauth-2-0-with-offline-access';
const API = 'https://api.dropboxapi.com';

/** Dropbox apps with scoped access. @see {@link DOCS} */
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
    issued: yes(),
    authorizationParameters: { token_access_type: 'offline' },
    rotation: unknown('Dropbox does not say whether a used refresh token stays good.'),
  },
  deviceCode: unknown('Dropbox documents no device flow.'),
  clientCredentials: unknown('Dropbox documents no grant for the app itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('The Dropbox SDKs use 127.0.0.1; nothing is said of the name.'),
    anyPort: unknown('The loopback address has to be registered with its port.'),
    customScheme: unknown('Dropbox does not say which schemes may be registered.'),
    query: unknown('Dropbox does not say whether a redirect URI may have a query.'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.dropboxapi.com'],
  userInfoRequest: { method: 'POST' },
  profile: mapProfile({
    id: 'account_id',
    name: 'name.display_name',
    email: 'email',
    emailVerified: 'email_verified',
    avatarUrl: 'profile_photo_url',
  }),
  registration: {
    url: 'https://www.dropbox.com/developers/apps',
    fields: { 'Redirect URIs': '{redirectUri}', Permissions: 'account_info.read' },
  },
  quirks: [
    'Who signed in is asked by POST, without a body.',
    'A loopback address has to be registered with its port.',
    'A refresh token is issued with token_access_type=offline only.',
    'A token is revoked by a call to the API, which a sign-out does not make.',
  ],
  evidence: [
    { source: DOCS, grade: 'vendor', facts: ['refresh', 'protocol'] },
    {
      source: 'dropbox/dropbox-sdk-java DbxPKCEWebAuth, dropbox/dropbox-sdk-dotnet DropboxOAuth2Helper',
      grade: 'vendor',
      facts: ['publicClient', 'pkce', 'redirects.loopbackAddress', 'redirects.anyPort'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/dropbox.ts',
      grade: 'preset',
      facts: ['endpoints', 'userInfoRequest', 'scopes.default', 'refresh.authorizationParameters', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/dropbox.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'quirks'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/dropbox.ts',
      grade: 'preset',
      facts: ['scopes.separator'],
    },
  ],
};
