import type { PresetReference } from '../reference.ts';
import { yes } from '../verdict.ts';

export const reference: PresetReference = {
  parameterDescriptions: { baseUrl: 'address of the server', application: 'slug of the application' },
  refreshToken: { issued: yes('The provider needs the scope mapping offline_access.'), rotation: yes() },
  clientCredentials: yes(),
  redirects: {
    loopbackAddress: yes(),
    localhost: yes(),
    anyPort: yes('The redirect URI must be a regular expression.'),
    customScheme: yes(),
    query: yes(),
  },
  registration: {
    fields: {
      'Client type': 'Public',
      'Redirect URIs/Origins': '{redirectUri}, matching mode Strict',
      'Signing Key': 'any certificate',
      Scopes: 'openid, profile, email, offline_access',
    },
  },
  quirks: [
    'The issuer ends with a slash.',
    'Without a signing key, ID tokens are signed with the client secret, which is not accepted.',
    'Since version 2025.10 an email address counts as unverified, unless a scope mapping says otherwise.',
    'The only rejected custom schemes are javascript, data and vbscript.',
  ],
  evidence: [
    {
      source: 'goauthentik/authentik@00d93d8 website/docs/add-secure-apps/providers/oauth2/index.mdx',
      grade: 'vendor',
      facts: [
        'refresh',
        'refreshToken',
        'deviceCode',
        'clientCredentials',
        'scopes',
        'redirects.anyPort',
        'quirks',
      ],
    },
    {
      source: 'goauthentik/authentik authentik/providers/oauth2/models.py',
      grade: 'vendor',
      facts: ['issuer', 'redirects', 'quirks', 'publicClient'],
    },
    {
      source: 'netbirdio/docs src/pages/selfhosted/identity-providers.mdx',
      grade: 'report',
      facts: ['publicClient', 'redirects.localhost'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/authentik.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'pkce', 'endpointOverrides'],
    },
    { source: 'npm @auth/core@0.41.3 providers/authentik.js', grade: 'preset', facts: ['protocol'] },
    {
      source: 'goauthentik/authentik authentik/providers/oauth2/constants.py',
      grade: 'vendor',
      facts: ['quirks'],
    },
  ],
};
