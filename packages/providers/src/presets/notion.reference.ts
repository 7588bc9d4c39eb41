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
    localhost: unknown('Third-party examples use http://localhost, but Notion does not document it.'),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    url: 'https://www.notion.so/developers/connections',
    fields: { 'Redirect URIs': '{redirectUri}', 'Installation scope': 'Any workspace' },
    steps: [
      {
        text: 'Open the Developer portal, then Connections, and click "Create new connection".',
      },
      {
        text: 'Fill in the form. The installation scope decides which workspaces may install the connection, and cannot be changed later.',
        fields: {
          'Connection name': '{appName}',
          'Development workspace': 'your workspace',
          'Redirect URIs': '{redirectUri}',
          'Installation scope': 'Any workspace',
        },
      },
      {
        text: 'Create the connection, and open its configuration.',
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
      source: 'https://developers.notion.com/guides/connections-and-tokens/oauth-integrations/overview',
      grade: 'vendor',
      facts: ['registration', 'registration.steps'],
    },
    {
      source: 'https://developers.notion.com/guides/connections-and-tokens/public-integrations/overview',
      grade: 'vendor',
      facts: ['registration', 'registration.steps'],
    },
    {
      source: TOKEN,
      grade: 'vendor',
      facts: ['endpoints.token', 'clientAuthentication', 'tokenRequest', 'refreshToken.issued', 'quirks'],
    },
    {
      source: AUTH_JS,
      grade: 'preset',
      facts: ['endpoints.userInfo', 'userInfoRequest', 'authorizationParameters', 'profile'],
    },
    { source: BETTER_AUTH, grade: 'preset', facts: ['clientAuthentication'] },
    { source: NANGO, grade: 'preset', facts: ['tokenRequest', 'scopes', 'authorizationParameters'] },
    {
      source: 'https://nango.dev/docs/api-integrations/notion/how-to-register-your-own-notion-oauth-app',
      grade: 'report',
      facts: ['registration.steps'],
    },
    {
      source: 'priyanshu-3/LoopTask NOTION_REDIRECT_URI_GUIDE.md',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
    {
      source: 'Adam-Omarali/bridge notion-middleware/routes/index.js',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
  ],
  otherCatalogs: [{ url: '*/v1/users', reason: 'It is the list of all users.' }],
};
