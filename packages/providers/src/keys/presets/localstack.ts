import type { KeyMethod } from '../key-method.ts';

/** An auth token of LocalStack. @see https://docs.localstack.cloud/aws/getting-started/auth-token/ */
export const localstackKey: KeyMethod = {
  provider: 'localstack',
  name: 'LocalStack',
  kind: 'personal_access_token',
  noun: 'auth token',
  console: 'https://app.localstack.cloud/settings/auth-tokens',
  scopes: [],
  header: { name: 'authorization', scheme: 'Basic', userName: '' },
  format: { prefixes: ['ls-'] },
  apiHosts: ['api.localstack.cloud'],
  verification: {
    url: 'https://api.localstack.cloud/v1/cloudpods?creator=me',
    refusals: [{ status: 403, means: 'works' }],
  },
};
