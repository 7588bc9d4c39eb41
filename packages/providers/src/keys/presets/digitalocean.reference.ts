import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Enter a name, and choose an expiration.',
    'Choose Custom Scopes and select the scopes.',
    'Click "Generate Token" and copy it: it is shown once.',
  ],
  quirks: ['A token belongs to a user and to one team.'],
  unknown: ['What the response to an expired token is.'],
  evidence: [
    {
      source: 'trufflesecurity/trufflehog@67ce00b pkg/detectors/digitaloceantoken/digitaloceantoken.go',
      grade: 'preset',
      facts: ['format'],
    },
    {
      source: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
      grade: 'vendor',
      facts: ['console', 'header', 'steps'],
    },
    { source: 'https://docs.digitalocean.com/reference/api/scopes', grade: 'vendor', facts: ['scopes'] },
    {
      source: 'trufflesecurity/trufflehog@02856f6 pkg/detectors/digitaloceanv2/digitaloceanv2.go',
      grade: 'preset',
      facts: ['format', 'format.others', 'apiHosts', 'verification'],
    },
  ],
};
