import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const TOKEN = 'https://developers.notion.com/reference/create-a-token';
const AUTH_JS = 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/notion.ts';
const BETTER_AUTH = 'better-auth/better-auth@451aa4b packages/core/src/social-providers/notion.ts';
const NANGO = 'NangoHQ/nango@2f4c0af packages/providers/providers.yaml';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: undocumented('Whether refresh tokens rotate') },
  clientCredentials: undocumented('Whether an integration may request a token for itself'),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: yes(),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    url: 'https://www.notion.so/my-integrations',
    fields: { Type: 'Public', 'Redirect URI': '{redirectUri}' },
    steps: [
      {
        text: 'Open My integrations, and click "New integration".',
      },
      {
        text: 'Fill in the form. A public integration also needs the name and pages of your company.',
        fields: { 'Integration name': '{appName}', Type: 'Public', 'Redirect URI': '{redirectUri}' },
      },
      {
        text: 'Click Save, and open the tab Configuration.',
      },
      {
        text: 'Copy the OAuth Client ID into {clientIdVariable}, and the OAuth Client Secret into {clientSecretVariable}.',
      },
    ],
  },
  quirks: [
    'Token and revocation requests are JSON objects.',
    'Every API call needs a Notion-Version header.',
    'The token belongs to a bot. The user is its owner.',
    'A token response may say that its refresh token is null.',
  ],
  evidence: [
    {
      source: 'https://developers.notion.com/docs/authorization',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: TOKEN,
      grade: 'vendor',
      facts: ['endpoints.token', 'clientAuthentication', 'tokenRequest', 'refreshToken.issued', 'quirks'],
    },
    {
      source: 'https://www.mintlify.com/makenotion/notion-sdk-js/guides/oauth',
      grade: 'vendor',
      facts: ['endpoints', 'registration'],
    },
    {
      source: AUTH_JS,
      grade: 'preset',
      facts: ['endpoints.userInfo', 'userInfoRequest', 'authorizationParameters', 'profile'],
    },
    { source: BETTER_AUTH, grade: 'preset', facts: ['clientAuthentication'] },
    {
      source: 'public servers that sign in at Notion with http://localhost:3000/auth/notion/callback',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    { source: NANGO, grade: 'preset', facts: ['tokenRequest', 'scopes', 'authorizationParameters'] },
  ],
  otherCatalogues: [{ url: '*/v1/users', reason: 'It is the list of all users.' }],
};
