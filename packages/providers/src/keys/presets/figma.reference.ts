import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Open the Security tab.',
    'Under Personal access tokens, click "Generate new token".',
    'Set the expiration and the scopes.',
    'Click "Generate token" and copy it: it is shown once.',
  ],
  quirks: [
    'A wrong or expired token is refused with 403, not 401.',
    'The token is the value of X-Figma-Token. As a bearer token it is an OAuth token.',
  ],
  unknown: ['Whether the length of a token is fixed.'],
  evidence: [
    {
      source: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'steps'],
    },
    {
      source:
        'trufflesecurity/trufflehog@0a4a5f3 pkg/detectors/figmapersonalaccesstoken/v2/figmapersonalaccesstoken_v2.go',
      grade: 'preset',
      facts: ['header', 'format', 'format.others', 'apiHosts', 'verification'],
    },
    {
      source:
        'trufflesecurity/trufflehog@9ea5139 pkg/detectors/figmapersonalaccesstoken/v2/figmapersonalaccesstoken_v2_test.go',
      grade: 'preset',
      facts: ['verification.refusals'],
    },
  ],
};
