import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Add new token".',
    'Enter a name and an expiration date.',
    'Select the scopes.',
    'Click "Create personal access token" and copy it: it is shown once.',
  ],
  quirks: [
    'An administrator can choose another prefix than glpat-, so no prefix is required.',
    'Project and group access tokens have the same prefix, and a bot as their owner.',
  ],
  unknown: ['Whether the length of a token is fixed.'],
  evidence: [
    {
      source: 'gitlabhq/gitlabhq@017a6c1 lib/api/api_guard.rb',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
    {
      source: 'gitlabhq/gitlabhq@0e6ce73 lib/gitlab/auth/user_access_denied_reason.rb',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
    {
      source: 'gitlabhq/gitlabhq@6e370d7 doc/security/tokens/_index.md',
      grade: 'vendor',
      facts: ['format', 'format.others'],
    },
    {
      source: 'gitlabhq/gitlabhq@003efb2 doc/user/profile/personal_access_tokens.md',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@0f427b3 pkg/detectors/gitlab/v2/gitlab_v2.go',
      grade: 'preset',
      facts: ['verification'],
    },
  ],
};
