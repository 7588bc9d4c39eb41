import type { PresetReference } from '../reference.ts';
import { unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: yes(),
    rotation: unknown('Supabase does not document whether a used refresh token remains valid.'),
  },
  clientCredentials: unknown('Supabase does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Only localhost is documented.'),
    localhost: yes(),
    anyPort: unknown('Supabase does not document whether the port may vary.'),
    customScheme: unknown('Supabase does not document custom schemes.'),
    query: unknown('Supabase does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://supabase.com/dashboard/org/_/apps',
    fields: {
      'Authorization callback URLs': '{redirectUri}',
      'Application permissions': 'what your extension reads',
    },
  },
  quirks: [
    'Scopes are fixed in the app; the parameter of the authorization request is deprecated.',
    'Redirect URI and state together have at most 4 kB.',
  ],
  evidence: [
    {
      source:
        'supabase/supabase@2c76e2d apps/docs/content/guides/integrations/build-a-supabase-oauth-integration.mdx',
      grade: 'vendor',
      facts: [
        'endpoints',
        'clientAuthentication',
        'pkce',
        'scopes',
        'refreshToken.issued',
        'redirects.localhost',
        'registration',
        'quirks',
      ],
    },
    {
      source:
        'https://nango.dev/docs/api-integrations/supabase-oauth/how-to-register-your-own-supabase-oauth-app',
      grade: 'report',
      facts: ['registration', 'scopes'],
    },
    { source: 'npm @nangohq/providers@0.71.10 providers.yaml', grade: 'preset', facts: ['endpoints'] },
  ],
};
