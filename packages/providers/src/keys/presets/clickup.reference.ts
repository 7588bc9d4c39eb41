import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Click Generate under API Token, and copy the token.'],
  quirks: [
    'The token is the whole value of the Authorization header, without a scheme.',
    'A workspace that the token may not use is refused with 401 and "Team not authorized".',
  ],
  unknown: ['Whether the length of a token is fixed.'],
  evidence: [
    {
      source: 'https://developer.clickup.com/docs/authentication',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'format', 'apiHosts', 'steps'],
    },
    { source: 'npm @auth/core@0.41.3 providers/click-up.js', grade: 'preset', facts: ['verification'] },
    {
      source: 'https://developer.clickup.com/docs/common_errors',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
  ],
};
