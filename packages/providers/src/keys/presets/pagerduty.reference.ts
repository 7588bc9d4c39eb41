import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Under Integrations, open API Access Keys and click "Create New API Key". For a key of your own, open User Settings in your profile.',
    'Enter a description, and check "Read-only API Key" if the extension only reads.',
    'Click "Create Key" and copy it: it is shown once.',
  ],
  quirks: [
    'The key is an authentication parameter: Authorization: Token token=KEY.',
    'A read-only key is refused with 403 for anything but GET.',
    'A key of the Events API is another credential.',
  ],
  unknown: ['No request names the owner of a general access key.', 'Which form a key of an EU account has.'],
  evidence: [
    {
      source: 'https://support.pagerduty.com/main/docs/api-access-keys',
      grade: 'vendor',
      facts: ['console', 'scopes', 'format', 'steps', 'quirks'],
    },
    {
      source: 'https://developer.pagerduty.com/docs/authentication',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    {
      source:
        'https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/pagerduty_authorization_token',
      grade: 'report',
      facts: ['header'],
    },
    {
      source: 'trufflesecurity/trufflehog@078039d pkg/detectors/pagerdutyapikey/pagerdutyapikey.go',
      grade: 'preset',
      facts: ['verification'],
    },
  ],
};
