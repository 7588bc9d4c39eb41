import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create New Token".',
    'Enter a name, and set the permissions.',
    'Click "Create Token" and copy it.',
  ],
  quirks: [
    'A token without the scope is refused with 403.',
    'Organizations in the EU have their API on de.sentry.io, which is not supported here.',
  ],
  unknown: ['No request is documented that names the owner of a token.'],
  evidence: [
    {
      source: 'getsentry/sentry-docs@122ae15 docs/account/auth-tokens/index.mdx',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts'],
    },
    {
      source: 'trufflesecurity/trufflehog@0662e9f pkg/detectors/sentrytoken/v1/sentrytoken.go',
      grade: 'preset',
      facts: ['format', 'verification', 'quirks'],
    },
    {
      source: 'getsentry/sentry@118f0ec src/sentry/types/token.py',
      grade: 'vendor',
      facts: ['format', 'format.others'],
    },
    {
      source: 'getsentry/sentry@003cedb src/sentry/api/authentication.py',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
  ],
};
