import type { KeyMethod } from '../key-method.ts';

/** A personal access token of Figma. @see https://developers.figma.com/docs/rest-api/personal-access-tokens/ */
export const figmaKey: KeyMethod = {
  provider: 'figma',
  name: 'Figma',
  kind: 'personal_access_token',
  noun: 'personal access token',
  console: 'https://www.figma.com/settings',
  scopes: ['current_user:read'],
  header: { name: 'x-figma-token' },
  format: { prefixes: ['figd_'], others: { figu_: 'an access token of an OAuth app' } },
  apiHosts: ['api.figma.com'],
  verification: {
    url: 'https://api.figma.com/v1/me',
    owner: { id: 'id', name: 'handle', email: 'email', avatarUrl: 'img_url' },
    refusals: [
      { status: 403, text: 'token expired', means: 'expired' },
      { status: 403, text: 'invalid token', means: 'rejected' },
      { status: 403, text: 'invalid scope', means: 'missing-scope' },
    ],
  },
};
