import { profileOf } from './claims.ts';
import type { Preset, Profile } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const LOOPBACK = 'https://developers.zoom.us/changelog/platform/pkce-loopback.md';
const PUBLIC = 'https://developers.zoom.us/blog/public-pkce.md';

const undocumented = (what: string) => unknown(`${what} is not documented.`);

/** Zoom, as a user-managed OAuth app. @see https://developers.zoom.us/docs/integrations/oauth/ */
export const zoom: Preset = {
  id: 'zoom',
  name: 'Zoom',
  protocol: 'oauth2',
  endpoints: {
    authorization: 'https://zoom.us/oauth/authorize',
    token: 'https://zoom.us/oauth/token',
    userInfo: 'https://api.zoom.us/v2/users/me',
    revocation: 'https://zoom.us/oauth/revoke',
  },
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('PKCE takes the place of the secret.') },
  pkce: { method: 'S256' },
  scopes: { default: [], separator: ',' },
  refresh: { issued: yes(), rotation: yes() },
  deviceCode: undocumented('Whether there is a device flow as RFC 8628 has it'),
  clientCredentials: undocumented('Whether an app may ask for a token of its own'),
  redirects: {
    loopbackAddress: yes('For native clients with PKCE.'),
    localhost: undocumented('Whether http://localhost may be registered'),
    anyPort: yes('For native clients with PKCE.'),
    customScheme: undocumented('Whether a custom scheme may be registered'),
    query: undocumented('Whether a redirect URI may have a query'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: ['api.zoom.us'],
  profile: zoomProfile,
  registration: {
    url: 'https://marketplace.zoom.us',
    fields: {
      'Redirect URI': '{redirectUri}',
      Scopes: 'what your extension reads at Zoom, the user themselves among it',
    },
  },
  quirks: ['Zoom ignores the port of http://127.0.0.1 where a native client uses PKCE.'],
  evidence: [
    {
      source: LOOPBACK,
      grade: 'vendor',
      facts: ['redirects.loopbackAddress', 'redirects.anyPort'],
    },
    { source: PUBLIC, grade: 'vendor', facts: ['pkce', 'publicClient'] },
    {
      source: 'nextauthjs/next-auth@a1a16a5 packages/core/src/providers/zoom.ts',
      grade: 'preset',
      facts: ['endpoints', 'profile'],
    },
    {
      source: 'arctic@3.7.0 dist/providers/zoom.js',
      grade: 'preset',
      facts: ['endpoints.revocation', 'clientAuthentication', 'refresh.issued'],
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
      source: 'pleasefixai/plugins-official zoom oauth SKILL.md',
      grade: 'report',
      facts: ['refresh.rotation'],
    },
  ],
};

/** Zoom has the name in two members. */
async function zoomProfile(user: Readonly<Record<string, unknown>>): Promise<Profile> {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return profileOf({ id: user.id, name, email: user.email, avatarUrl: user.pic_url });
}
