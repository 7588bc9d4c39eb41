import type { PresetReference } from '../reference.ts';
import { no, unknown, yes } from '../verdict.ts';

export const reference: PresetReference = {
  refreshToken: {
    issued: no('An access token does not expire.'),
    rotation: no('There are no refresh tokens.'),
  },
  clientCredentials: unknown('ClickUp does not document a grant for the app itself.'),
  redirects: {
    loopbackAddress: yes('Plain http may be withdrawn later.'),
    localhost: yes('Plain http may be withdrawn later.'),
    anyPort: unknown('ClickUp does not document whether the port may vary.'),
    customScheme: unknown('ClickUp does not document custom schemes.'),
    query: unknown('ClickUp does not document whether a query is accepted.'),
  },
  registration: { fields: { 'Redirect URL(s)': '{redirectUri}' } },
  quirks: [
    'Only an owner or admin of a workspace can create an app.',
    'The token request is a JSON object.',
    'A user chooses the workspaces that a token is valid for; there are no scopes.',
    'The token response has no token_type.',
  ],
  evidence: [
    {
      source: 'https://developer.clickup.com/docs/authentication',
      grade: 'vendor',
      facts: ['endpoints', 'publicClient', 'redirects', 'refreshToken', 'registration', 'quirks'],
    },
    {
      source: 'https://withone.ai/knowledge/click-up',
      grade: 'report',
      facts: ['clientAuthentication', 'publicClient', 'tokenRequest'],
    },
    {
      source: 'npm @auth/core@0.41.3 providers/click-up.js',
      grade: 'preset',
      facts: ['endpoints', 'profile'],
    },
    {
      source: 'https://developer.clickup.com/reference/getaccesstoken',
      grade: 'vendor',
      facts: ['clientAuthentication', 'publicClient'],
    },
  ],
};
