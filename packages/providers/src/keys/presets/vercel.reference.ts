import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Create a token, and copy it.'],
  quirks: [
    'A wrong or expired token is refused with 403 and "invalidToken": true.',
    'A token of one team does not read the resources of another.',
  ],
  unknown: [
    'Whether the response tells an expired token from a wrong one.',
    'The labels of the fields and buttons on the page of the tokens.',
  ],
  evidence: [
    {
      source: 'https://vercel.com/docs/rest-api/endpoints/authentication',
      grade: 'vendor',
      facts: ['console', 'header', 'scopes', 'apiHosts'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@0306dbc pkg/detectors/vercel/vercel.go',
      grade: 'preset',
      facts: ['header'],
    },
    {
      source: 'https://github.com/vercel/now-desktop/pull/681',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
    {
      source: 'https://github.com/vercel/vercel/issues/10874',
      grade: 'report',
      facts: ['verification.refusals'],
    },
  ],
};
