import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create a personal API Key".',
    'Enter a label, and select the scopes.',
    'Create the key and copy it: it is shown once.',
  ],
  quirks: [
    'A key without the scope is refused with 403 and the name of the scope.',
    'PostHog recommends OAuth for apps of other users.',
  ],
  unknown: ['Whether the length of a key is fixed.'],
  evidence: [
    {
      source: 'PostHog/posthog.com@4c9b0d4 contents/docs/api/personal-api-keys.mdx',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'format', 'quirks'],
    },
    {
      source: 'PostHog/posthog.com@093d76e contents/docs/api/oauth.mdx',
      grade: 'vendor',
      facts: ['format.others'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
    {
      source: 'PostHog/posthog.com@2d27606 contents/docs/integrate/_snippets/obtain-personal-api-key.mdx',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps'],
    },
  ],
};
