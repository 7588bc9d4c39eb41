import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['authkit'],
  parameterDescriptions: { domain: 'AuthKit domain of the environment, in the WorkOS dashboard' },
  refreshToken: {
    issued: yes(),
    rotation: unknown('WorkOS does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: yes('M2M applications use it.'),
  redirects: {
    loopbackAddress: unknown('WorkOS does not document whether http://127.0.0.1 is accepted.'),
    localhost: yes(),
    anyPort: unknown('WorkOS does not document whether the port may vary.'),
    customScheme: unknown('WorkOS does not document custom schemes.'),
    query: unknown('WorkOS does not document whether a query is accepted.'),
  },
  registration: { url: 'https://dashboard.workos.com', fields: { 'Redirect URIs': '{redirectUri}' } },
  quirks: ['The authorization request must have a nonce.'],
  evidence: [
    {
      source: 'https://workos.com/docs/reference/workos-connect/authorize.md',
      grade: 'vendor',
      facts: ['issuer', 'scopes', 'refresh', 'refreshToken.issued', 'quirks'],
    },
    {
      source: 'https://workos.com/docs/reference/workos-connect/cli-auth.md',
      grade: 'vendor',
      facts: ['deviceCode'],
    },
    {
      source: 'https://workos.com/docs/authkit/connect/standalone.md',
      grade: 'vendor',
      facts: ['clientCredentials'],
    },
    {
      source: 'https://workos.com/docs/authkit/index.md',
      grade: 'vendor',
      facts: ['redirects.localhost', 'registration'],
    },
    {
      source: 'npm arctic@3.7.0 dist/providers/workos.js',
      grade: 'preset',
      facts: ['clientAuthentication', 'pkce'],
    },
    { source: 'npm @auth/core@0.41.3 providers/workos.js', grade: 'preset', facts: ['clientAuthentication'] },
  ],
};
