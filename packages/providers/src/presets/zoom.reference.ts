import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

const LOOPBACK = 'https://developers.zoom.us/changelog/platform/pkce-loopback.md';
const PUBLIC = 'https://developers.zoom.us/blog/public-pkce.md';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

export const reference: PresetReference = {
  refreshToken: { issued: yes(), rotation: yes() },
  clientCredentials: undocumented('Whether an app may request a token for itself'),
  redirects: {
    loopbackAddress: yes('For native clients with PKCE.'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: yes('For native clients with PKCE.'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  registration: {
    url: 'https://marketplace.zoom.us',
    fields: {
      'Redirect URI': '{redirectUri}',
      Scopes: 'what your extension reads at Zoom, the user themselves among it',
    },
  },
  quirks: ['Zoom ignores the port of http://127.0.0.1 where a native client uses PKCE.'],
  evidence: [
    { source: LOOPBACK, grade: 'vendor', facts: ['redirects.loopbackAddress', 'redirects.anyPort'] },
    { source: PUBLIC, grade: 'vendor', facts: ['pkce', 'publicClient'] },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/zoom.ts',
      grade: 'preset',
      facts: ['endpoints', 'profile'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/zoom.js',
      grade: 'preset',
      facts: ['endpoints.revocation', 'clientAuthentication', 'refreshToken.issued'],
    },
    {
      source: 'better-auth/better-auth@451aa4b packages/core/src/social-providers/zoom.ts',
      grade: 'preset',
      facts: ['clientAuthentication'],
    },
    {
      source: 'NangoHQ/nango@2f4c0af packages/providers/providers.yaml',
      grade: 'preset',
      facts: ['scopes.separator'],
    },
    {
      source:
        'anthropics/knowledge-work-plugins partner-built/zoom-plugin/skills/oauth/concepts/token-lifecycle.md',
      grade: 'report',
      facts: ['refreshToken.rotation'],
    },
  ],
};
