import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'discord/discord-api-docs@c98d64b developers/topics/oauth2.mdx';
const LINKING = 'discord/discord-api-docs@c98d64b developers/discord-social-sdk';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Discord does not say whether a used refresh token stays good.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('Discord documents 127.0.0.1 for desktop clients, and says nothing of the name.'),
    anyPort: unknown('Discord does not say whether the port may vary.'),
    customScheme: unknown(
      'Discord documents one scheme for each application, discord-APP_ID:, and says nothing of others.',
    ),
    query: unknown('Discord does not say whether a redirect URI may have a query.'),
  },
  registration: {
    url: 'https://discord.com/developers/applications',
    fields: { Redirects: '{redirectUri}' },
    steps: [
      {
        text: 'Open the developer portal, click "New Application", enter a name, and click Create.',
        fields: { Name: '{appName}' },
      },
      {
        text: 'Open OAuth2 and copy the Client ID into {clientIdVariable}.',
      },
      {
        text: 'Turn on Public Client for a client without a secret. Otherwise, click "Reset Secret" and copy the secret into {clientSecretVariable}.',
        fields: { 'Public Client': 'on, for a client without a secret' },
      },
      {
        text: 'Under Redirects, click "Add Redirect", and then "Save Changes".',
        fields: { Redirects: '{redirectUri}' },
      },
    ],
  },
  quirks: [
    'Token requests are accepted as forms only.',
    'Revoking one token revokes every token of the same sign-in.',
    'The avatar is a hash, from which its URL is built.',
  ],
  evidence: [
    {
      source: 'discord/discord-api-docs@08c632a developers/quick-start/getting-started.mdx',
      grade: 'vendor',
      facts: ['registration.steps'],
    },
    {
      source: DOCS,
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'refreshToken.issued',
        'clientCredentials',
        'scopes.separator',
        'quirks',
      ],
    },
    {
      source: `${LINKING}/development-guides/account-linking-on-consoles.mdx`,
      grade: 'vendor',
      facts: ['endpoints.deviceAuthorization', 'deviceCode'],
    },
    {
      source: `${LINKING}/development-guides/account-linking-on-mobile.mdx`,
      grade: 'vendor',
      facts: ['pkce', 'publicClient', 'redirects.customScheme'],
    },
    {
      source: `${LINKING}/development-guides/account-linking-with-discord.mdx`,
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'registration.steps'],
    },
    { source: `${LINKING}/core-concepts/oauth2-scopes.mdx`, grade: 'vendor', facts: ['publicClient'] },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/discord.ts',
      grade: 'preset',
      facts: ['endpoints.userInfo', 'scopes.default', 'profile'],
    },
    {
      source: 'https://docs.nhost.io/products/auth/social/sign-in-discord',
      grade: 'report',
      facts: ['registration.steps'],
    },
  ],
  otherCatalogs: [
    { url: 'https://discord.com/api/oauth2/authorize', reason: 'Discord documents the page without /api.' },
  ],
};
