import { expect, test } from '@jest/globals';
import { maskSecrets } from './mask-secrets.ts';

const variables = {
  GITHUB_CLIENT_SECRET: 'gh-s3cret-value',
  DDEXT_SEAL_KEY: 'c2VhbC1rZXktb2YtdGhlLXRlc3Q',
  DATABASE_PASSWORD: 'correct horse battery',
  GITHUB_CLIENT_ID: 'public-client-id',
  GITHUB_CLIENT_SECRET_FILE: '/data/github-client-secret',
  FEATURE_TOKEN: 'true',
};

test.each([
  ['failed with gh-s3cret-value', 'failed with •••'],
  ['key c2VhbC1rZXktb2YtdGhlLXRlc3Q.', 'key •••.'],
  ['postgres://ada:correct horse battery@db', 'postgres://ada:•••@db'],
  [
    'client public-client-id, file /data/github-client-secret',
    'client public-client-id, file /data/github-client-secret',
  ],
  ['is it true?', 'is it true?'],
  ['GET /callback?code=abc&state=x', 'GET /callback?code=•••&state=x'],
  ['{"access_token":"abc.def","scope":"openid"}', '{"access_token":"•••","scope":"openid"}'],
  ["{ client_secret: 'abc' }", "{ client_secret: '•••' }"],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer •••'],
  ['id eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.sig end', 'id ••• end'],
  ["SyntaxError: Unexpected token '}' in main.ts:3", "SyntaxError: Unexpected token '}' in main.ts:3"],
])('maskSecrets(%j) returns %j', (line, masked) => {
  expect(maskSecrets(line, variables)).toBe(masked);
});
