import type { KeyMethod } from '../key-method.ts';

/** A user access token of Hugging Face. @see https://huggingface.co/docs/hub/security-tokens */
export const huggingFaceKey: KeyMethod = {
  provider: 'hugging-face',
  name: 'Hugging Face',
  kind: 'personal_access_token',
  noun: 'access token',
  console: 'https://huggingface.co/settings/tokens',
  scopes: ['Read'],
  header: { name: 'authorization', scheme: 'Bearer' },
  format: { prefixes: ['hf_'] },
  apiHosts: ['huggingface.co'],
  verification: {
    url: 'https://huggingface.co/api/whoami-v2',
    owner: { id: 'id', name: ['fullname', 'name'], email: 'email', emailVerified: 'emailVerified' },
    refusals: [{ status: 401, text: 'is expired', means: 'expired' }],
  },
};
