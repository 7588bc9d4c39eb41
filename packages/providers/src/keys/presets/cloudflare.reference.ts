import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "Create Token", and create a custom token.',
    'Add the permissions.',
    'Click "Continue to summary" and "Create Token", and copy the token.',
  ],
  quirks: [
    'A malformed token is refused with 400, not 401.',
    'A token can be restricted to IP addresses and to a period.',
    'The Global API Key is another credential and is sent in other headers.',
  ],
  unknown: ['Which prefix and length a token has.'],
  evidence: [
    {
      source: 'https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    {
      source:
        'https://support.cloudflare.com/hc/en-us/articles/4422104171533-Troubleshooting-API-Tokens-and-Keys',
      grade: 'vendor',
      facts: ['header', 'quirks'],
    },
    {
      source: 'https://github.com/cloudflare/workers-sdk/issues/15616',
      grade: 'report',
      facts: ['verification.refusals'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'apiHosts'],
    },
    {
      source: 'npm @better-auth/core@1.7.25 social-providers/cloudflare',
      grade: 'preset',
      facts: ['scopes', 'verification'],
    },
    {
      source: 'trufflesecurity/trufflehog@06dbf14 pkg/detectors/cloudflareapitoken/cloudflareapitoken.go',
      grade: 'preset',
      facts: ['header', 'console'],
    },
    {
      source:
        'cloudflare/cloudflare-docs@1e43edd src/content/docs/fundamentals/api/get-started/create-token.mdx',
      grade: 'vendor',
      facts: ['console', 'steps', 'scopes', 'header', 'verification'],
    },
  ],
};
