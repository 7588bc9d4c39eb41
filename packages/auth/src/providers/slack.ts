import { profileOf } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'https://docs.slack.dev/authentication/using-pkce';
const unsaid = (what: string) => unknown(`The documentation does not say ${what}.`);

/** Sign in with Slack: who a person is in a workspace. @see {@link DOCS} */
export const slack: Preset = {
  id: 'slack',
  name: 'Slack',
  protocol: 'oidc',
  issuer: 'https://slack.com',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: {
    authorizationCode: yes('PKCE has to be switched on for the app, which cannot be undone.'),
  },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ',' },
  refresh: {
    issued: yes('Token rotation has to be switched on for the app; a custom scheme implies it.'),
    rotation: yes(),
  },
  deviceCode: unsaid('whether there is a device flow'),
  clientCredentials: unsaid('whether a client may ask for a token of its own'),
  redirects: {
    loopbackAddress: unsaid('whether http://127.0.0.1 is accepted'),
    localhost: yes(),
    anyPort: unsaid('whether the port may vary'),
    customScheme: unknown(
      'Custom schemes are accepted, and a vendor example registers one without a period.',
    ),
    query: unsaid('whether a query is accepted'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['slack.com'],
  profile: async (claims) =>
    profileOf({
      id: claims['https://slack.com/user_id'] ?? claims.sub,
      name: claims.name,
      email: claims.email,
      emailVerified: claims.email_verified,
      avatarUrl: claims.picture,
    }),
  registration: {
    url: 'https://api.slack.com/apps',
    fields: {
      'OAuth & Permissions, Redirect URLs': '{redirectUri}',
      'OAuth & Permissions, User Token Scopes': 'openid, profile, email',
    },
  },
  quirks: [
    'Errors come with HTTP 200 and "ok": false.',
    'An installation with a bot answers the token type "bot", and one without may nest the person\'s token in authed_user.',
    'The ID token has an empty nonce unless one was sent.',
    'An app with a custom scheme cannot ask for the scopes of a bot, and with PKCE a refresh token ends after 30 days.',
  ],
  evidence: [
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['publicClient', 'refresh', 'redirects.customScheme'],
    },
    {
      source: 'https://docs.slack.dev/changelog/2026/03/30/pkce',
      grade: 'vendor',
      facts: ['pkce', 'publicClient', 'redirects.localhost'],
    },
    {
      source: 'https://api.slack.com/.well-known/openid-configuration',
      grade: 'vendor',
      facts: ['issuer', 'clientAuthentication'],
    },
    {
      source: 'https://docs.slack.dev/tools/java-slack-sdk/guides/sign-in-with-slack',
      grade: 'vendor',
      facts: ['scopes', 'registration'],
    },
    {
      source: 'https://docs.slack.dev/reference/methods/openid.connect.token',
      grade: 'vendor',
      facts: ['apiHosts', 'refresh'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/slack.ts',
      grade: 'preset',
      facts: ['scopes', 'profile'],
    },
    { source: 'panva/oauth4webapi#186', grade: 'report', facts: ['quirks'] },
  ],
};
