import { expect, test } from '@jest/globals';
import { secretMask } from './mask-secrets.ts';

const variables = {
  GITHUB_CLIENT_SECRET: 'gh-s3cret-value',
  DDEXT_SEAL_KEY: 'c2VhbC1rZXktb2YtdGhlLXRlc3Q',
  DATABASE_PASSWORD: 'correct horse battery',
  SMTP_PASS: 'smtp-value',
  GITHUB_PAT: 'pat-value',
  MYSQL_PASSWD: 'mysql-value',
  AWS_CREDENTIALS: 'aws-value-1',
  SSH_ASKPASS: '/usr/bin/ask',
  GITHUB_CLIENT_ID: 'public-client-id',
  GITHUB_CLIENT_SECRET_FILE: '/data/github-client-secret',
  FEATURE_TOKEN: 'true',
  SHORT_TOKEN: 'abcdefgh',
  LONG_TOKEN: 'abcdefgh12',
};
const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.sig';

test.each([
  ['failed with gh-s3cret-value', 'failed with •••'],
  ['key c2VhbC1rZXktb2YtdGhlLXRlc3Q.', 'key •••.'],
  ['postgres://ada:correct horse battery@db', 'postgres://ada:•••@db'],
  [
    'client public-client-id, file /data/github-client-secret',
    'client public-client-id, file /data/github-client-secret',
  ],
  ['is it true?', 'is it true?'],
  ['smtp-value, pat-value, mysql-value, aws-value-1', '•••, •••, •••, •••'],
  ['ask with /usr/bin/ask', 'ask with /usr/bin/ask'],
  ['GET /callback?code=abc&state=x', 'GET /callback?code=•••&state=x'],
  ['{"access_token":"abc.def","scope":"openid"}', '{"access_token":"•••","scope":"openid"}'],
  ["{ client_secret: 'abc' }", "{ client_secret: '•••' }"],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer •••'],
  ['id eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.sig end', 'id ••• end'],
  ['one abcdefgh12, the other abcdefgh', 'one •••, the other •••'],
  // A long line is shortened after its secrets are masked.
  [`${'-'.repeat(3980)} ${jwt}`, `${'-'.repeat(3980)} •••`],
  [`${'-'.repeat(3970)} "refresh_token": "${'r'.repeat(60)}"`, `${'-'.repeat(3970)} "refresh_token": "•••"`],
  ["SyntaxError: Unexpected token '}' in main.ts:3", "SyntaxError: Unexpected token '}' in main.ts:3"],
])('secretMask masks %j as %j', (line, masked) => {
  expect(secretMask(variables)(line)).toBe(masked);
});
