import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const DOCS = 'ory/docs@378ce26 docs';

export const reference: PresetReference = {
  aliases: ['hydra'],
  parameterDescriptions: {
    slug: "slug of the project, the first part of its address in the project's settings",
  },
  refreshToken: {
    issued: yes('The user must consent to it.'),
    rotation: yes('A project may set a time in which the old one remains valid.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('It may for 127.0.0.1, and may not for localhost.'),
    customScheme: unknown("Ory's source accepts any scheme; no source shows this one in use."),
    query: unknown('Ory does not say whether a redirect URI may have a query.'),
  },
  registration: {
    url: 'https://console.ory.sh',
    fields: {
      'Token endpoint authentication method': 'none (public client, no secret)',
      'Redirect URIs': '{redirectUri}',
      'Grant types': 'authorization_code, refresh_token',
      Scope: 'openid profile email offline_access',
    },
  },
  quirks: [
    'A refresh token is valid for one use: the new one is stored before anything else, and only one process refreshes.',
  ],
  evidence: [
    {
      source: `${DOCS}/oauth2-oidc/authorization-code-flow.mdx`,
      grade: 'vendor',
      facts: ['issuer', 'pkce', 'publicClient', 'clientAuthentication', 'scopes.separator'],
    },
    {
      source: `${DOCS}/hydra/guides`,
      grade: 'vendor',
      facts: ['refresh', 'deviceCode', 'clientCredentials', 'quirks'],
    },
    {
      source: 'ory/fosite@07cc7d4 authorize_helper.go',
      grade: 'vendor',
      facts: ['redirects'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/ory.ts',
      grade: 'preset',
      facts: ['protocol', 'scopes.default', 'profile'],
    },
  ],
};
