import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const REDIRECTS = 'https://developer.spotify.com/documentation/web-api/concepts/redirect_uri';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: yes('With PKCE, a refresh token is valid for one use.') },
  clientCredentials: undocumented('Whether an app may request a token for itself'),
  redirects: {
    loopbackAddress: yes(),
    localhost: no('Spotify refuses localhost in apps made since 9 April 2025.'),
    anyPort: yes('Where the redirect URI is registered without a port.'),
    customScheme: unknown("Spotify's own text has an example of a scheme without a period."),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    url: 'https://developer.spotify.com/dashboard',
    fields: { 'Redirect URIs': '{redirectUri}' },
  },
  quirks: [
    'A loopback redirect URI must have the IP address: localhost is rejected.',
    'A path with a hyphen is reported to be rejected on loopback. The generated redirect URI has none.',
  ],
  evidence: [
    {
      source: REDIRECTS,
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'redirects.localhost', 'redirects.anyPort', 'registration'],
    },
    {
      source: 'https://github.com/spotipy-dev/spotipy/issues/1186',
      grade: 'report',
      facts: ['redirects.customScheme'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/spotify.ts',
      grade: 'preset',
      facts: ['endpoints', 'scopes', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/spotify.js',
      grade: 'preset',
      facts: ['pkce', 'publicClient', 'clientAuthentication', 'refreshToken.issued'],
    },
    {
      source: 'https://github.com/nextauthjs/next-auth/issues/11240',
      grade: 'report',
      facts: ['refreshToken.rotation'],
    },
    { source: 'https://github.com/n8n-io/n8n/issues/25805', grade: 'report', facts: ['quirks'] },
    {
      source: 'spotify/web-api-examples@9d844f2 authorization/authorization_code_pkce/public/app.js',
      grade: 'vendor',
      facts: ['pkce', 'publicClient', 'refreshToken.issued'],
    },
  ],
};
