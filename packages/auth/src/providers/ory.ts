import { standardClaims } from './claims.ts';
import type { Preset } from './preset.ts';
import { unknown, yes } from './verdict.ts';

const DOCS = 'ory/docs@378ce26 docs';

/** A project of the Ory Network. @see {@link https://www.ory.sh/docs/oauth2-oidc/authorization-code-flow} */
export const ory: Preset = {
  id: 'ory',
  name: 'Ory',
  protocol: 'oidc',
  parameters: [
    {
      name: 'slug',
      description: "slug of the project, the first part of its address in the project's settings",
      example: 'happy-wright-a1b2c3d4e5',
      kind: 'segment',
    },
  ],
  issuer: 'https://{slug}.projects.oryapis.com',
  clientAuthentication: ['client_secret_basic', 'client_secret_post'],
  publicClient: { authorizationCode: yes('The token endpoint authentication method has to be "none".') },
  pkce: { method: 'S256' },
  scopes: { default: ['openid', 'profile', 'email'], separator: ' ' },
  refresh: {
    issued: yes('The person has to agree to it.'),
    scopes: ['offline_access'],
    rotation: yes('A project may set a time in which the old one stays good.'),
  },
  deviceCode: yes(),
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('It may for 127.0.0.1, and may not for localhost.'),
    customScheme: unknown("Ory's source takes any scheme; nobody has shown this one at work."),
    query: unknown('Ory does not say whether a redirect URI may have a query.'),
  },
  issuerInResponse: unknown('No source says whether the authorization response carries iss.'),
  apiHosts: [],
  profile: standardClaims,
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
    'A refresh token is good for one use: the new one is stored before anything else, and only one process refreshes.',
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
