import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Create a personal API key, and copy it.'],
  quirks: [
    'The key is the whole value of the Authorization header, without a scheme.',
    'The response to a wrong key is 400 or 401, and the code in the body decides.',
  ],
  unknown: ['Whether a key can expire.', 'The labels of the buttons on the page of the keys.'],
  evidence: [
    {
      source: 'linear/linear@29d909d packages/sdk/src/client.ts',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    { source: 'https://linear.app/developers/graphql', grade: 'vendor', facts: ['console', 'scopes'] },
    {
      source: 'trufflesecurity/trufflehog@0fc7964 pkg/detectors/linearapi/linearapi.go',
      grade: 'preset',
      facts: ['header', 'format', 'verification'],
    },
    {
      source: 'linear/linear@0950795 packages/sdk/src/types.ts',
      grade: 'vendor',
      facts: ['console', 'apiHosts'],
    },
    {
      source: 'linear/linear@0942ab7 packages/sdk/src/error.ts',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
  ],
};
