import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Choose "Fine-grained tokens" or "Tokens (classic)", and click "Generate new token".',
    'Enter a name, and choose an expiration.',
    'For a classic token, select the scopes. For a fine-grained token, choose the repositories and permissions.',
    'Click "Generate token" and copy it: it is shown once.',
  ],
  quirks: [
    'An organization can forbid classic tokens, and can require that a token is authorized for SAML single sign-on.',
    'A token of before April 2021 has no prefix, and the check of a paste refuses it: create a new one.',
    'A repository that a token may not read is 404, not 403.',
    'A fine-grained token has permissions instead of scopes, and reads its owner without any.',
  ],
  unknown: ['Whether the response tells an expired token from a wrong one.'],
  evidence: [
    {
      source:
        'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
      grade: 'vendor',
      facts: ['console', 'scopes', 'header', 'steps'],
    },
    {
      source:
        'github/docs@058fa63 content/authentication/keeping-your-account-and-data-secure/about-authentication-to-github.md',
      grade: 'vendor',
      facts: ['format', 'format.others'],
    },
    {
      source: 'github/docs@0952a21 content/rest/using-the-rest-api/troubleshooting-the-rest-api.md',
      grade: 'vendor',
      facts: ['verification.refusals', 'quirks'],
    },
    {
      source: 'npm @nangohq/providers@0.71.10 providers.yaml',
      grade: 'preset',
      facts: ['header', 'format', 'format.others', 'apiHosts', 'verification'],
    },
  ],
};
