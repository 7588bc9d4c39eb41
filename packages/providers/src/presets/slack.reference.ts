import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'https://docs.slack.dev/authentication/using-pkce';
const undocumented = (what: string) => unknown(`The documentation does not say ${what}.`);

export const reference: PresetReference = {
  refreshToken: {
    issued: yes('Token rotation must be enabled for the app; a custom scheme implies it.'),
    rotation: yes(),
  },
  clientCredentials: undocumented('whether a client may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('whether http://127.0.0.1 is accepted'),
    localhost: yes(),
    anyPort: undocumented('whether the port may vary'),
    customScheme: unknown(
      'Custom schemes are accepted, and a vendor example registers one without a period.',
    ),
    query: undocumented('whether a query is accepted'),
  },
  registration: {
    url: 'https://api.slack.com/apps',
    fields: {
      'OAuth & Permissions, Redirect URLs': '{redirectUri}',
      'OAuth & Permissions, User Token Scopes': 'openid, profile, email',
    },
    steps: [
      {
        text: 'Click "Create New App" and "From scratch", fill in the form, and click "Create App".',
        fields: { 'App Name': '{appName}', 'Pick a workspace to develop your app in': 'your workspace' },
      },
      {
        text: 'Open OAuth & Permissions. Under Redirect URLs, click "Add New Redirect URL", and then "Save URLs".',
        fields: { 'Redirect URLs': '{redirectUri}' },
      },
      {
        text: 'Under Scopes, add the scopes to User Token Scopes.',
        fields: { 'User Token Scopes': '{scopes}' },
      },
      {
        text: 'Open Basic Information. Under App Credentials, copy the Client ID into {clientIdVariable}. A client with a secret also needs the Client Secret in {clientSecretVariable}.',
      },
      {
        text: 'For users of other workspaces, open Manage Distribution, and click "Activate Public Distribution".',
      },
    ],
  },
  quirks: [
    'Errors have HTTP 200 and "ok": false.',
    'An installation with a bot returns the token type "bot", and one without may nest the user\'s token in authed_user.',
    'The ID token has an empty nonce unless one was sent.',
    'An app with a custom scheme cannot ask for the scopes of a bot, and with PKCE a refresh token ends after 30 days.',
  ],
  evidence: [
    {
      source: 'https://docs.slack.dev/authentication/sign-in-with-slack/',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: ['publicClient', 'refresh', 'redirects.customScheme', 'refreshToken'],
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
      facts: ['scopes', 'registration', 'registration.steps'],
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
    { source: 'https://github.com/panva/oauth4webapi/issues/186', grade: 'report', facts: ['quirks'] },
    { source: 'https://api.slack.com/distribution', grade: 'vendor', facts: ['registration.steps'] },
    {
      source: 'https://stytch.com/docs/multi-tenant-auth/authentication/oauth/adding-providers/slack',
      grade: 'report',
      facts: ['registration.steps'],
    },
    {
      source: 'https://docs.n8n.io/integrations/builtin/credentials/slack/',
      grade: 'report',
      facts: ['registration.steps'],
    },
    {
      source: 'https://docs.workato.com/workbot/workbot-embed-config.html',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
};
