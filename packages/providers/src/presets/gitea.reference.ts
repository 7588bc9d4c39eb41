import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { host: 'host of the Gitea instance' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('Each instance decides, with INVALIDATE_REFRESH_TOKENS.'),
  },
  clientCredentials: no('Gitea supports the authorization code grant only.'),
  redirects: {
    loopbackAddress: yes(),
    localhost: unknown('Gitea does not document whether http://localhost is accepted.'),
    anyPort: yes('For a loopback address, and a client without a secret.'),
    customScheme: unknown('Gitea does not document custom schemes.'),
    query: unknown('Gitea does not document whether a query is accepted.'),
  },
  registration: {
    fields: { 'Redirect URIs': '{redirectUri}', 'Confidential Client': 'off, for a client without a secret' },
  },
  quirks: ['Older versions ignore scopes: a token then has all rights of the user.'],
  evidence: [
    {
      source: 'go-gitea/gitea@19be0d1 docs/content/development/oauth2-provider.en-us.md',
      grade: 'vendor',
      facts: [
        'endpoints',
        'deviceCode',
        'clientCredentials',
        'pkce',
        'scopes',
        'publicClient',
        'redirects.loopbackAddress',
        'redirects.anyPort',
        'refreshToken.issued',
      ],
    },
    { source: 'go-gitea/gitea@033ef88 models/auth/oauth2.go', grade: 'vendor', facts: ['pkce', 'quirks'] },
    { source: 'go-gitea/gitea modules/setting/oauth2.go', grade: 'vendor', facts: ['refreshToken.rotation'] },
    {
      source: 'https://forgejo.org/docs/v1.20/user/oauth2-provider',
      grade: 'report',
      facts: ['publicClient', 'redirects.loopbackAddress', 'redirects.anyPort'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/gitea.js',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'pkce', 'refreshToken.issued'],
    },
  ],
};
