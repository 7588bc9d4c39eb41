import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Under API access tokens, click "Generate access token".',
    'Enter a description, and choose an expiration of 1 to 90 days.',
    'Click "Generate access token" and copy it: it is shown once.',
  ],
  quirks: ['A token expires after 90 days at most.', 'A token has all rights of its owner.'],
  unknown: [
    'No request names the owner of a token.',
    'Whether the response tells an expired token from a wrong one.',
  ],
  evidence: [
    {
      source: 'tailscale/tailscale@ce53988 publicapi/readme.md',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'format', 'format.others', 'apiHosts', 'steps', 'quirks'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@113db2a pkg/detectors/tailscale/tailscale.go',
      grade: 'preset',
      facts: ['format'],
    },
  ],
};
