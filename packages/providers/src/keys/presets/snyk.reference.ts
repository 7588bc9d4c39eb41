import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['In the account settings, open General.', 'Under API Token, click to show the key, and copy it.'],
  quirks: [
    'The API needs an Enterprise plan.',
    'Each region has its own host. Only api.snyk.io is supported here.',
  ],
  unknown: ['Which prefix and length a personal access token has.'],
  evidence: [
    {
      source: 'https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api',
      grade: 'vendor',
      facts: ['console', 'scopes', 'quirks', 'steps'],
    },
    {
      source: 'snyk/user-docs docs/snyk-api/rest-api/authentication-for-api/authenticating.md',
      grade: 'vendor',
      facts: ['header', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@08e0692 pkg/detectors/snykkey/snykkey.go',
      grade: 'preset',
      facts: ['header'],
    },
  ],
};
