import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://dropbox.tech/developers/using-oauth-2-0-with-offline-access';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Dropbox does not say whether a used refresh token stays good.'),
  },
  clientCredentials: unknown('Dropbox documents no grant for the app itself.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('The Dropbox SDKs use 127.0.0.1; nothing is said of the name.'),
    anyPort: unknown('The loopback address must be registered with its port.'),
    customScheme: unknown('Dropbox does not say which schemes may be registered.'),
    query: unknown('Dropbox does not say whether a redirect URI may have a query.'),
  },
  registration: {
    url: 'https://www.dropbox.com/developers/apps',
    fields: { 'Redirect URIs': '{redirectUri}', Permissions: 'account_info.read' },
  },
  quirks: [
    'The user info is requested by POST, without a body.',
    'A loopback address must be registered with its port.',
    'A refresh token is issued with token_access_type=offline only.',
    'A token can be revoked only by an API call, which signing out does not make.',
  ],
  evidence: [
    { source: DOCS, grade: 'vendor', facts: ['refresh', 'protocol', 'refreshToken.issued'] },
    {
      source: 'dropbox/dropbox-sdk-java core/src/main/java/com/dropbox/core/DbxPKCEWebAuth.java',
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
    {
      source: 'dropbox/dropbox-sdk-dotnet DropboxOAuth2Helper.cs',
      grade: 'vendor',
      facts: ['publicClient', 'pkce', 'redirects.loopbackAddress', 'redirects.anyPort'],
    },
  ],
};
