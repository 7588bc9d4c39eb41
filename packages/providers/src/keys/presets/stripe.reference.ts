import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Choose what the key is for, and enter a name.',
    'Select Read, Write or None for each resource.',
    'Click "Create key" and copy it.',
  ],
  quirks: [
    'A secret key is refused here: a restricted key limits what is lost with it.',
    'The owner is a business, not a user.',
    'The key needs the permission to read the account, to name it.',
  ],
  unknown: ['Which permission GET /v1/account needs.', 'Whether the length of a key is fixed.'],
  evidence: [
    {
      source: 'https://docs.stripe.com/keys/restricted-api-keys.md',
      grade: 'vendor',
      facts: ['console', 'scopes', 'format', 'format.others', 'steps', 'quirks'],
    },
    {
      source: 'https://docs.stripe.com/keys',
      grade: 'vendor',
      facts: ['format', 'verification.refusals', 'apiHosts'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['format', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@0ddd98d pkg/detectors/stripe/stripe.go',
      grade: 'preset',
      facts: ['header', 'format'],
    },
  ],
};
