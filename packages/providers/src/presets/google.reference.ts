import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

const DOCS = 'https://developers.google.com/identity/protocols/OAuth2InstalledApp';
const desktopOnly = yes('For a client of the type "Desktop app".');

export const reference: PresetReference = {
  aliases: ['google-workspace', 'gsuite', 'gmail', 'gcp'],
  refreshToken: {
    issued: yes(),
    rotation: unknown('Answers without a new refresh token are known; whether one ever comes is not.'),
  },
  clientCredentials: unknown('Service accounts authenticate with a key of their own, by other means.'),
  redirects: {
    loopbackAddress: desktopOnly,
    localhost: desktopOnly,
    anyPort: unknown('The documentation does not say whether the port may vary.'),
    customScheme: no('Google accepts only custom schemes with a period.'),
    query: unknown('The documentation does not mention a query in it.'),
  },
  registration: {
    url: 'https://console.cloud.google.com/auth/clients',
    fields: {},
    strategyFields: {
      'backend-callback': {
        'Application type': 'Desktop app. Google accepts its redirect URI without registration',
      },
      'extension-tab': { 'Application type': 'Web application', 'Authorized redirect URIs': '{redirectUri}' },
    },
    steps: [
      {
        text: 'Open the Google Cloud console, choose or create a project, and open Google Auth Platform.',
      },
      {
        text: 'On the page Branding, fill in the form.',
        fields: { 'App name': '{appName}', 'User support email': 'your address' },
      },
      {
        text: 'On the page Audience, choose Internal for users of your organization, or External for all. While an External app is in the state Testing, add each user under Test users.',
      },
      {
        text: 'On the page Data Access, click "Add or remove scopes" and add the scopes.',
        fields: { Scopes: '{scopes}' },
      },
      {
        text: 'On the page Clients, click "Create client". A desktop client has no redirect URI to fill in.',
        fields: { 'Application type': 'Desktop app', Name: '{appName}' },
        strategy: 'backend-callback',
      },
      {
        text: 'On the page Clients, click "Create client". Google accepts https redirect URIs only: generate the extension with `--redirect bridge`.',
        fields: {
          'Application type': 'Web application',
          Name: '{appName}',
          'Authorized redirect URIs': '{redirectUri}',
        },
        strategy: 'extension-tab',
      },
      {
        text: 'Copy the Client ID into {clientIdVariable}, and the Client secret into {clientSecretVariable}. Google shows the secret only once, when you create the client.',
      },
    ],
  },
  quirks: [
    'A custom scheme needs a period, so docker-desktop:// cannot be used.',
    'The callback contains iss=https://accounts.google.com, and a callback without it is rejected.',
    'A refresh returns no new refresh token. The old one stays valid.',
    'Google does not treat the secret of a Desktop client as a secret, and needs it at the token endpoint.',
    'The device flow returns verification_url instead of verification_uri, and HTTP 428 until the user has decided.',
  ],
  evidence: [
    {
      source: 'https://support.google.com/cloud/answer/15549257',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    { source: DOCS, grade: 'vendor', facts: ['publicClient', 'redirects.customScheme'] },
    {
      source: 'https://developers.google.com/identity/protocols/oauth2#installed',
      grade: 'vendor',
      facts: ['publicClient', 'quirks'],
    },
    {
      source: 'https://github.com/openabdev/openab/pull/1455',
      grade: 'report',
      facts: ['publicClient', 'quirks'],
    },
    {
      source: 'https://developers.google.com/identity/protocols/oauth2/resources/loopback-migration',
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'redirects.localhost'],
    },
    {
      source: 'https://developers.google.cn/identity/openid-connect/reference',
      grade: 'vendor',
      facts: ['issuer', 'issuerInResponse'],
    },
    {
      source: 'https://developers.google.com/identity/protocols/oauth2/limited-input-device',
      grade: 'vendor',
      facts: ['deviceCode'],
    },
    {
      source: 'https://accounts.google.com/.well-known/openid-configuration',
      grade: 'report',
      facts: ['clientAuthentication', 'pkce', 'scopes', 'deviceCode', 'profile'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 docs/pages/guides/refresh-token-rotation.mdx',
      grade: 'preset',
      facts: ['refresh'],
    },
    {
      source: 'https://support.google.com/cloud/answer/15544987',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'https://support.google.com/cloud/answer/15549945',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: 'https://developers.google.com/workspace/guides/configure-oauth-consent',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
  ],
};
