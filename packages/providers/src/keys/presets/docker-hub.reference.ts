import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Generate new token".',
    'Enter a description, and choose an expiration date and the access permissions.',
    'Click Generate and copy the token: it is shown once.',
  ],
  quirks: [
    'The user name is the Docker ID, or the name of the organization for an organization access token.',
    'The API of hub.docker.com takes a token of 10 minutes, which POST /v2/auth/token returns for user name and token.',
  ],
  unknown: [
    'Whether older tokens without a prefix are still in use. The check of a paste refuses them, as it does passwords.',
    'Whether the response tells an expired token from a wrong one.',
  ],
  evidence: [
    {
      source: 'docker/docs@3cbb955 content/manuals/security/access-tokens.md',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'steps'],
    },
    {
      source: 'https://docs.docker.com/reference/api/hub/latest/',
      grade: 'vendor',
      facts: ['apiHosts', 'quirks'],
    },
    {
      source: 'trufflesecurity/trufflehog@07c34e1 pkg/detectors/dockerhub/v2/dockerhub.go',
      grade: 'preset',
      facts: ['format', 'apiHosts'],
    },
    {
      source: 'google/go-containerregistry@242243f pkg/v1/remote/transport/error_test.go',
      grade: 'preset',
      facts: ['header', 'verification'],
    },
  ],
};
