import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['codeberg'],
  parameterDescriptions: { host: 'host of the Forgejo instance' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Each instance decides, with INVALIDATE_REFRESH_TOKENS.'),
  },
  clientCredentials: no('Forgejo supports the authorization code grant only.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('Forgejo advises against the name.'),
    anyPort: yes('For a loopback address, and a client without a secret.'),
    customScheme: unknown('Forgejo does not document custom schemes.'),
    query: unknown('Forgejo does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://codeberg.org/user/settings/applications',
    fields: { 'Redirect URIs': '{redirectUri}', 'Confidential Client': 'off, for a client without a secret' },
  },
  quirks: ['Older versions ignore scopes: a token then has all rights of the user.'],
  evidence: [
    {
      source: 'https://forgejo.org/docs/v1.20/user/oauth2-provider',
      grade: 'vendor',
      facts: ['endpoints', 'publicClient', 'pkce', 'deviceCode', 'clientCredentials', 'redirects'],
    },
    {
      source: 'yonasBSD/forgejo modules/setting/oauth2.go',
      grade: 'report',
      facts: ['refreshToken.rotation'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/gitea.js',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'refreshToken.issued'],
    },
  ],
};
