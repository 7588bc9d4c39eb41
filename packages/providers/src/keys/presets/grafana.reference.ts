import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Add service account", enter a name, and choose a role.',
    'In the account, click "Add service account token".',
    'Choose an expiration, click "Generate token", and copy it: it is shown once.',
  ],
  quirks: [
    'The token belongs to the organization, not to a user.',
    'Tokens of grafana.com begin with glc_ and are for another API.',
  ],
  unknown: ['No request names the service account of a token.'],
  evidence: [
    {
      source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
      grade: 'vendor',
      facts: ['console', 'scopes', 'steps'],
    },
    {
      source: 'grafana/grafana@04725f2 pkg/services/authn/clients/api_key.go',
      grade: 'vendor',
      facts: ['header', 'format', 'verification.refusals'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'apiHosts', 'verification'],
    },
    {
      source:
        'trufflesecurity/trufflehog@0460b45 pkg/detectors/grafanaserviceaccount/grafanaserviceaccount.go',
      grade: 'preset',
      facts: ['format', 'verification'],
    },
  ],
};
