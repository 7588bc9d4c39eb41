import { mapProfile } from './claims.ts';
import type { Preset } from './preset.ts';
import { no, unknown, yes } from './verdict.ts';

const DOCS = 'https://docs.x.com/fundamentals/authentication/oauth-2-0';
const API = 'https://api.x.com';

/** X, formerly Twitter, by OAuth 2.0. @see {@link DOCS} */
export const x: Preset = {
  id: 'x',
  name: 'X',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://x.com/i/oauth2/authorize',
    token: `${API}/2/oauth2/token`,
    userInfo: `${API}/2/users/me?user.fields=profile_image_url`,
    revocation: 'https://api.twitter.com/2/oauth2/revoke',
  },
  clientAuthentication: ['client_secret_basic'],
  publicClient: { authorizationCode: yes('Apps of the type "Native App" have no secret.') },
  pkce: { method: 'S256' },
  scopes: { default: ['users.read', 'tweet.read'], separator: ' ' },
  refresh: { issued: yes(), scopes: ['offline.access'], rotation: yes() },
  deviceCode: unknown('X documents no device flow.'),
  clientCredentials: unknown('X gives apps a bearer token by other means.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: no('X wants 127.0.0.1 instead.'),
    anyPort: no('The callback has to match exactly.'),
    customScheme: unknown(
      'X takes a scheme that is followed by a domain and a path; nobody has tried this one.',
    ),
    query: unknown('An older page of X forbids a query in the callback.'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.x.com'],
  // The address for mail takes a scope, a field and a permission that X grants app by app.
  profile: mapProfile({
    id: 'data.id',
    name: ['data.name', 'data.username'],
    avatarUrl: 'data.profile_image_url',
  }),
  registration: {
    url: 'https://developer.x.com/en/portal/dashboard',
    fields: {
      'Type of App': 'Native App (public client), or Web App (with a secret)',
      'Callback URI / Redirect URL': '{redirectUri}',
    },
  },
  quirks: [
    'The callback has to match exactly, and an app has ten at most.',
    'A custom scheme has to be followed by a domain and a path.',
    'Who signed in stands below a member "data".',
    'A refresh token that has ended is called an invalid request, and only the description tells.',
  ],
  evidence: [
    {
      source: `${DOCS}/authorization-code`,
      grade: 'vendor',
      facts: ['endpoints.token', 'pkce', 'publicClient', 'clientAuthentication', 'refresh'],
    },
    {
      source: 'https://docs.x.com/resources/fundamentals/developer-apps',
      grade: 'vendor',
      facts: ['publicClient', 'redirects', 'registration', 'quirks'],
    },
    {
      source: 'https://developer.x.com/ja/docs/basics/apps/guides/callback-urls',
      grade: 'vendor',
      facts: ['redirects.query'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/x.ts',
      grade: 'preset',
      facts: ['endpoints.authorization', 'endpoints.userInfo', 'scopes', 'profile'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/x.ts',
      grade: 'preset',
      facts: ['endpoints.authorization', 'clientAuthentication', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/x.js',
      grade: 'preset',
      facts: ['endpoints.revocation'],
    },
    { source: 'elizaOS/eliza#29954', grade: 'report', facts: ['refresh.rotation'] },
  ],
};
