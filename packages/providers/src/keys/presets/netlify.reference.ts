import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Under Personal access tokens, click "New access token".',
    'Enter a description, and choose an expiration.',
    'Click "Generate token" and copy it: it is shown once.',
  ],
  quirks: [
    'A token has all rights of the user.',
    'A team with single sign-on has to be granted access when the token is created.',
  ],
  unknown: ['Which prefix and length older tokens have.', 'What the response to an expired token is.'],
  evidence: [
    { source: 'netlify/open-api@127a5a1 README.md', grade: 'vendor', facts: ['apiHosts', 'scopes'] },
    { source: 'https://docs.n8n.io/credentials/netlify/', grade: 'report', facts: ['console', 'steps'] },
    { source: 'npm @auth/core@0.41.3 providers/netlify.js', grade: 'preset', facts: ['verification'] },
    {
      source: 'trufflesecurity/trufflehog@06a5d3f pkg/detectors/netlify/v2/netlify_v2.go',
      grade: 'preset',
      facts: ['header', 'apiHosts'],
    },
  ],
};
