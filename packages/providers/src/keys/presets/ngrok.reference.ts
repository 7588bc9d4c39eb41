import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Create an API key, and copy it.'],
  quirks: ['An authtoken has the same form, and opens tunnels only: the API refuses it with ERR_NGROK_206.'],
  unknown: [
    'No request names the owner of a key.',
    'Which prefix a key has.',
    'The labels of the buttons on the page of the keys.',
  ],
  evidence: [
    {
      source: 'https://ngrok.com/docs/api-reference/apikeys/create',
      grade: 'vendor',
      facts: ['console', 'header', 'format', 'apiHosts', 'scopes'],
    },
    { source: 'https://ngrok.com/docs/errors', grade: 'vendor', facts: ['verification.refusals'] },
    {
      source: 'trufflesecurity/trufflehog@0bb66ff pkg/detectors/ngrok/ngrok.go',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
  ],
};
