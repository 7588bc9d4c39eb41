import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create new token" and name it.',
    'Under Scopes, add the scopes.',
    'Under Access, choose the bases that the extension may use.',
    'Click "Create token" and copy it: it is shown once.',
  ],
  quirks: [
    'Without the scope user.email:read the owner has an ID and no email address.',
    'A token has access only to the bases that were chosen.',
  ],
  unknown: ['Whether the length of a token is fixed.'],
  evidence: [
    {
      source: 'https://support.airtable.com/docs/creating-personal-access-tokens',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts'],
    },
    {
      source:
        'trufflesecurity/trufflehog@0129077 pkg/detectors/airtablepersonalaccesstoken/airtablepersonalaccesstoken.go',
      grade: 'preset',
      facts: ['header', 'format', 'verification'],
    },
  ],
};
