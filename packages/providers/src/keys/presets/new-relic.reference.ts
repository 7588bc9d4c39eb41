import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create a key".',
    'Choose the account and the key type User, and enter a name.',
    'Click Save, and copy the key from its menu.',
  ],
  quirks: [
    'License and browser keys send data, and do not work here.',
    'Accounts in the EU have the console one.eu.newrelic.com and the host api.eu.newrelic.com, which are not supported here.',
  ],
  unknown: ['Whether the length of a key is fixed.', 'What the response to a revoked key is.'],
  evidence: [
    {
      source: 'newrelic/docs-website@00336e3 src/content/docs/apis/intro-apis/new-relic-api-keys.mdx',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps', 'quirks'],
    },
    {
      source: 'https://docs.newrelic.com/docs/apis/nerdgraph/get-started/introduction-new-relic-nerdgraph/',
      grade: 'vendor',
      facts: ['header', 'apiHosts', 'verification'],
    },
    {
      source:
        'trufflesecurity/trufflehog@11880cb pkg/detectors/newrelicpersonalapikey/newrelicpersonalapikey.go',
      grade: 'preset',
      facts: ['apiHosts'],
    },
    {
      source: 'gitleaks/gitleaks@02788fb cmd/generate/config/rules/newrelic.go',
      grade: 'preset',
      facts: ['format', 'format.others'],
    },
  ],
};
