import type { PresetReference } from '../reference.ts';
import { unknown } from '../verdict.ts';

export const reference: PresetReference = {
  aliases: ['huggingface'],
  refreshToken: {
    issued: unknown('Hugging Face does not document refresh tokens.'),
    rotation: unknown('Hugging Face does not document refresh tokens.'),
  },
  clientCredentials: unknown('Hugging Face does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: unknown('Hugging Face does not document whether http://127.0.0.1 is accepted.'),
    localhost: unknown('A third-party library uses http://localhost, but Hugging Face does not document it.'),
    anyPort: unknown('Hugging Face does not document whether the port may vary.'),
    customScheme: unknown('Hugging Face does not document custom schemes.'),
    query: unknown('Hugging Face does not document whether a query is accepted.'),
  },
  registration: {
    url: 'https://huggingface.co/settings/applications/new',
    fields: { 'Redirect URLs': '{redirectUri}', Scopes: 'openid, profile, email' },
  },
  quirks: ['A user chooses the organizations that a token is valid for.'],
  evidence: [
    {
      source: 'huggingface/hub-docs@0020dbd docs/hub/oauth.md',
      grade: 'vendor',
      facts: ['issuer', 'scopes', 'registration', 'quirks'],
    },
    {
      source: 'npm @huggingface/hub@2.7.1 dist/src/lib/oauth-login-url.d.ts',
      grade: 'vendor',
      facts: ['publicClient', 'pkce'],
    },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/huggingface',
      grade: 'preset',
      facts: ['issuer', 'scopes', 'profile'],
    },
    { source: 'npm @auth/core@0.41.3 providers/huggingface.js', grade: 'preset', facts: ['issuer', 'pkce'] },
    {
      source: 'https://www.better-auth.com/docs/authentication/huggingface',
      grade: 'preset',
      facts: ['redirects.localhost'],
    },
  ],
};
