import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: ['Copy your Developer Auth Token.'],
  quirks: [
    'The container of LocalStack reads the token from its variable LOCALSTACK_AUTH_TOKEN.',
    'The API takes the token as a password without a user name.',
    'A plan without Cloud Pods is refused with 403, which still proves the token.',
    'A CI Auth Token belongs to the workspace and has the same form.',
  ],
  unknown: [
    'No request is known that names the owner of a token.',
    'Whether the length of a token is fixed.',
  ],
  evidence: [
    {
      source: 'https://docs.localstack.cloud/getting-started/auth-token/',
      grade: 'vendor',
      facts: ['scopes', 'steps', 'quirks'],
    },
    {
      source: 'localstack/lstk@0b557da internal/api/client.go',
      grade: 'vendor',
      facts: ['header', 'apiHosts', 'verification', 'verification.refusals'],
    },
    { source: 'https://github.com/localstack/lstk/pull/7', grade: 'vendor', facts: ['format'] },
    { source: 'https://github.com/microcks/microcks/issues/2008', grade: 'report', facts: ['console'] },
  ],
};
