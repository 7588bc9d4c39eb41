import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Enter a Description, and choose the organization under Organization Access.',
    'Choose a Token Expiry.',
    'Under REST API Scopes, select the scopes.',
    'Click "Create New API Access Token" and copy it: it is shown once.',
  ],
  quirks: [
    'A token can be restricted to IP addresses.',
    'A token belongs to a user, and has access to one organization.',
  ],
  unknown: ['Whether a token is longer than 45 characters in some region.'],
  evidence: [
    {
      source: 'https://buildkite.com/docs/apis/managing-api-tokens',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps', 'quirks'],
    },
    {
      source: 'https://buildkite.com/docs/apis/rest-api/access-token',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    {
      source: 'trufflesecurity/trufflehog@2c3c43f pkg/detectors/buildkite/v2/buildkite.go',
      grade: 'preset',
      facts: ['format'],
    },
    { source: 'https://buildkite.com/docs/apis/rest-api/user', grade: 'vendor', facts: ['verification'] },
  ],
};
