import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const TOKENS = 'https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/';
const OIDC = 'https://dev.twitch.tv/docs/authentication/getting-tokens-oidc/';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: yes('That of a public client is valid for one use, within 30 days.'),
  },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: undocumented('Whether http://127.0.0.1 may be registered'),
    localhost: yes(),
    anyPort: undocumented('Whether the port may vary'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    url: 'https://dev.twitch.tv/console/apps',
    fields: { 'OAuth Redirect URLs': '{redirectUri}', 'Client Type': 'Confidential' },
  },
  quirks: [
    'Granted scopes are an array.',
    'Errors are a status and a message, without an error code.',
    'Name, email address and picture must be requested claim by claim.',
    'The discovery document contains neither the device flow nor revocation.',
    'The scope parameter of the device flow is `scopes`, and each poll requires it.',
    'A client without a secret can use the device flow only.',
    'Twitch asks apps to validate their token at each start and once an hour, at https://id.twitch.tv/oauth2/validate.',
  ],
  evidence: [
    {
      source: TOKENS,
      grade: 'vendor',
      facts: ['publicClient', 'refreshToken.issued', 'deviceCode', 'clientCredentials'],
    },
    {
      source: OIDC,
      grade: 'vendor',
      facts: ['issuer', 'clientAuthentication', 'authorizationParameters', 'profile'],
    },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/twitch.ts',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'authorizationParameters', 'profile', 'quirks'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/twitch.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'scopes'],
    },
    {
      source: 'ChrisLauinger77/stream-gui-rs docs/authentication.md',
      grade: 'report',
      facts: ['endpointOverrides', 'publicClient.deviceCode', 'refreshToken.rotation', 'quirks'],
    },
    {
      source: 'twitchdev/authentication-node-sample@75626d4 index.js',
      grade: 'vendor',
      facts: ['redirects.localhost'],
    },
    {
      source: 'https://docs.rs/twitch_oauth2',
      grade: 'report',
      facts: ['endpointOverrides', 'scopes.deviceParameter'],
    },
  ],
};
