import type { KeyMethod } from '../key-method.ts';

/** An identity token of the JFrog Platform. @see https://jfrog.com/help/r/jfrog-platform-administration-documentation/understanding-identity-tokens */
export const jfrogKey: KeyMethod = {
  provider: 'jfrog',
  name: 'JFrog',
  kind: 'personal_access_token',
  noun: 'identity token',
  parameters: [{ name: 'host', example: 'acme.jfrog.io', kind: 'host' }],
  console: 'https://{host}/ui/user_profile',
  scopes: [],
  header: { name: 'authorization', scheme: 'Bearer' },
  // A reference token has 64 characters. The token that it refers to is a JWT.
  format: { prefixes: ['cmVmd', 'eyJ'], length: { min: 64, max: 4096 } },
  apiHosts: ['{host}'],
  verification: {
    url: 'https://{host}/access/api/v1/tokens/me',
    owner: { id: 'subject', name: 'subject' },
    refusals: [{ status: 401, text: 'verification: expired', means: 'expired' }],
  },
};
