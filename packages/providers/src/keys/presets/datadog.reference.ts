import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Click "New Key", name it, and click "Create API key".', 'Copy the key.'],
  quirks: [
    'An API key sends data. Most requests that read data also need an application key.',
    'An invalid key is refused with 403.',
    'A key works on its own site only, such as datadoghq.eu.',
  ],
  unknown: ['Whether a key can expire.'],
  evidence: [
    {
      source: 'https://docs.datadoghq.com/api/latest/authentication/validate-api-key/',
      grade: 'vendor',
      facts: ['apiHosts', 'verification', 'verification.refusals'],
    },
    {
      source: 'https://docs.datadoghq.com/api/latest/authentication',
      grade: 'vendor',
      facts: ['console', 'scopes', 'quirks'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@022aa3e pkg/detectors/datadogtoken/datadogtoken.go',
      grade: 'preset',
      facts: ['header', 'format'],
    },
    {
      source: 'DataDog/documentation@0189e60 content/en/account_management/api-app-keys.md',
      grade: 'vendor',
      facts: ['console', 'steps'],
    },
  ],
};
