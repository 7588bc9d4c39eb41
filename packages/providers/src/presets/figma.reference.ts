import type { PresetReference } from '../reference.ts';
import { no, unknown } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: unknown('Figma redeems a refresh token at a separate endpoint, which is not called.'),
    rotation: no('A renewal returns an access token alone.'),
  },
  clientCredentials: unknown('Figma does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Figma does not document whether http://127.0.0.1 is accepted.'),
    localhost: unknown('A third-party library uses http://localhost, but Figma does not document it.'),
    anyPort: unknown('Figma does not document whether the port may vary.'),
    customScheme: unknown('Figma does not document custom schemes.'),
    query: unknown('Figma does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://www.figma.com/developers/apps',
    fields: { 'Redirect URLs': '{redirectUri}', 'OAuth scopes': 'current_user:read' },
  },
  quirks: ['A refresh token is redeemed at a separate endpoint, which is not called.'],
  evidence: [
    {
      source: 'https://developers.figma.com/docs/rest-api/authentication',
      grade: 'vendor',
      facts: ['endpoints.userInfo', 'registration'],
    },
    { source: 'https://arcticjs.dev/providers/figma', grade: 'preset', facts: ['endpoints', 'refreshToken'] },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/figma',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'pkce', 'scopes', 'profile'],
    },
    { source: 'npm @auth/core@0.41.3 providers/figma.js', grade: 'preset', facts: ['endpoints', 'profile'] },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['endpoints', 'clientAuthentication', 'refreshToken.issued'],
    },
    {
      source: 'https://community.auth0.com/t/figma-tokenurl-migration/182728',
      grade: 'report',
      facts: ['endpoints.token'],
    },
    {
      source: 'https://github.com/chuanqisun/figma-developer-kit',
      grade: 'report',
      facts: ['redirects.localhost'],
    },
  ],
  otherCatalogs: [
    { url: 'https://www.figma.com/api/oauth/token', reason: 'Figma withdrew it in February 2025.' },
  ],
};
