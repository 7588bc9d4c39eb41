import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Click "Create New Token" and name it.', 'Click "Add API Token" and copy it: it is shown once.'],
  quirks: [
    'A personal token has all rights of the user.',
    'A project token does not work with version 2 of the API.',
    'The response to a wrong token is not JSON.',
  ],
  unknown: ['What the response to an expired token is.'],
  evidence: [
    {
      source: 'circleci/circleci-docs@4538bcd jekyll/_cci2/managing-api-tokens.adoc',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps', 'quirks'],
    },
    {
      source: 'https://discuss.circleci.com/t/circleci-api-doesnt-work-as-documented/46619',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    {
      source: 'trufflesecurity/trufflehog@058cb2d pkg/detectors/circleci/v1/circleci.go',
      grade: 'preset',
      facts: ['header', 'format', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@058cb2d pkg/detectors/circleci/v2/circleci.go',
      grade: 'preset',
      facts: ['format'],
    },
  ],
};
