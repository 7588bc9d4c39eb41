import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create new token".',
    'Choose the token type and enter a name.',
    'Click "Create token" and copy it: it is shown once.',
  ],
  quirks: ['The URL of the avatar is relative, and therefore omitted.'],
  unknown: ['Whether the length of a token is fixed.'],
  evidence: [
    {
      source: 'huggingface/hub-docs@0708226 docs/hub/security-tokens.md',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'format', 'steps'],
    },
    {
      source: 'npm @huggingface/hub@2.4.1 src/lib/who-am-i.spec.ts',
      grade: 'vendor',
      facts: ['apiHosts', 'verification', 'quirks'],
    },
    {
      source: 'trufflesecurity/trufflehog@02294e6 pkg/detectors/huggingface/huggingface.go',
      grade: 'preset',
      facts: ['format'],
    },
    {
      source: 'https://github.com/huggingface/huggingface_hub/issues/3479',
      grade: 'report',
      facts: ['verification'],
    },
    {
      source: 'https://github.com/huggingface/huggingface_hub/issues/1124',
      grade: 'report',
      facts: ['verification.refusals'],
    },
  ],
};
