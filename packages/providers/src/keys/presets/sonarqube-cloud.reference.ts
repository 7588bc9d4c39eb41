import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Enter a name under Generate Tokens, and click "Generate Token".',
    'Copy the token: it is shown once.',
  ],
  quirks: [
    'The request that proves a token answers 200 for an invalid one too, with "valid": false.',
    'A token of SonarQube Server is for another host.',
  ],
  unknown: [
    'No request is documented that names the owner of a token.',
    'Which prefix and length a token has.',
  ],
  evidence: [
    {
      source: 'https://docs.sonarsource.com/sonarcloud/advanced-setup/web-api/',
      grade: 'vendor',
      facts: ['console', 'header', 'apiHosts', 'scopes', 'steps'],
    },
    {
      source: 'trufflesecurity/trufflehog@093b39f pkg/detectors/sonarcloud/sonarcloud.go',
      grade: 'preset',
      facts: ['apiHosts', 'verification', 'quirks'],
    },
  ],
};
