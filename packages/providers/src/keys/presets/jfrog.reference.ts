import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Generate an Identity Token".',
    'Enter a description, click Next, and copy the reference token: it is shown once.',
  ],
  quirks: [
    'An API key is another credential, which JFrog has withdrawn.',
    'The owner is a name within the platform, such as jfac@…/users/ada.',
  ],
  unknown: [
    'Whether the request that proves a token works for a token without admin rights in old versions.',
  ],
  evidence: [
    {
      source:
        'https://jfrog.com/help/r/jfrog-platform-administration-documentation/understanding-identity-tokens',
      grade: 'vendor',
      facts: ['format', 'header', 'scopes'],
    },
    {
      source:
        'https://jfrog.com/help/r/platform-api-key-deprecation-and-the-new-reference-tokens/how-to-get-an-identity-token-in-3-steps',
      grade: 'vendor',
      facts: ['console', 'header', 'apiHosts', 'steps'],
    },
    {
      source:
        'https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/artifactory_reference_token_with_host',
      grade: 'report',
      facts: ['verification'],
    },
    {
      source: 'jfrog/vault-plugin-secrets-artifactory@680ac0b artifactory.go',
      grade: 'vendor',
      facts: ['verification.refusals'],
    },
  ],
};
