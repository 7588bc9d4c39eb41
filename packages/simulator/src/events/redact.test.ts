import { expect, test } from '@jest/globals';
import { redact, redactHeaders } from './redact.ts';

test('values with keys of secrets are masked, at any depth', () => {
  const shown = redact({
    user: 'ada',
    access_token: 'x',
    deep: [{ clientSecret: 'y', password: 'z', code: 'c' }],
  });
  expect(shown).toEqual({
    user: 'ada',
    access_token: '•••',
    deep: [{ clientSecret: '•••', password: '•••', code: '•••' }],
  });
});

test('the proof and the key of tokens that are bound to a key are masked', () => {
  const shown = redact({ headers: { dpop: 'proof' }, dpopKey: { privateKey: { d: 'x' } }, dpop: true });
  expect(shown).toEqual({ headers: { dpop: '•••' }, dpopKey: '•••', dpop: true });
});

test('a whole object under such a key is masked', () => {
  expect(redact({ tokens: { a: 'x' } })).toEqual({ tokens: '•••' });
});

test('exit codes, status codes and absent tokens are shown', () => {
  const plain = { code: 1, statusCode: 404, token: null, hasToken: false };
  expect(redact(plain)).toEqual(plain);
});

test.each([
  ['/callback/github?code=abc&state=s', '/callback/github?code=•••&state=s'],
  ['code=abc&iss=i', 'code=•••&iss=i'],
  [
    'docker-desktop://dashboard/extension-tab?extensionId=a%2Fb&code=abc',
    'docker-desktop://dashboard/extension-tab?extensionId=a%2Fb&code=•••',
  ],
  ['--token=abc', '--token=•••'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer •••'],
  ['Authorization: DPoP abc.def', 'Authorization: DPoP •••'],
  ['encode=1', 'encode=1'],
])('in the text %s', (text, shown) => {
  expect(redact(text)).toBe(shown);
});

test('a long text is cut', () => {
  expect(redact('x'.repeat(5000))).toMatch(/… \(5000 characters\)$/);
});

test('keys of a sealed store are masked, and the names of errors are not', () => {
  expect(redact({ keys: ['sndzHXmnq9ghN'], error: { code: 'store-locked' } })).toEqual({
    keys: '•••',
    error: { code: 'store-locked' },
  });
  expect(redact({ code: 'SplxlOBeZQQYbYS6WxSbIA' })).toEqual({ code: '•••' });
});

test.each([
  ['a program', '{"key":"secret"}\n', '{"key":"•••"}'],
  ['the keychain in a rotation', '{"key":"secret","next":"secret"}', '{"key":"•••","next":"•••"}'],
  ['several lines', 'ok\n{"token":"secret"}\n{"n":1}', 'ok\n{"token":"•••"}\n{"n":1}'],
  ['a formatted value', '{\n  "a": { "password": "secret" }\n}', '{"a":{"password":"•••"}}'],
  ['a list', '[{"api_key":"secret"}]', '[{"api_key":"•••"}]'],
  [
    'JSON in JSON',
    '{"body":"{\\"refresh_token\\":\\"secret\\"}"}',
    '{"body":"{\\"refresh_token\\":\\"•••\\"}"}',
  ],
  ['a link to the next page', '{"next":"/page/2"}', '{"next":"/page/2"}'],
  ['other text', '{not JSON', '{not JSON'],
])('redact masks secrets in the JSON text of %s', (_, stdout, expected) => {
  expect(redact({ stdout })).toEqual({ stdout: expected });
});

test.each([
  ['a variable', 'GITHUB_CLIENT_SECRET=s3cret-value'],
  ['a variable with a quoted value', "export DB_PASSWORD='two s3cret-value words'"],
  ['a variable with a key', 'STRIPE_KEY=s3cret-value'],
  ['escaped JSON', String.raw`log: {\"id_token\":\"s3cret-value\"}`],
  ['a JSON text that is not closed', '{"access_token":"s3cret-value'],
  ['a header of curl', "-H 'X-Api-Key: s3cret-value'"],
  ['a Cookie header', 'Cookie: a=1; session=s3cret-value'],
  ['an Authorization header without a known scheme', 'Authorization: token s3cret-value'],
  ['a DPoP header', 'Authorization: DPoP s3cret-value'],
  ['a password in a URL', 'postgres://ada:s3cret-value@db/x'],
  ['a JSON Web Token', 'printed eyJhbGciOiJub25lIn0.s3cret-value.sig'],
  ['a token of GitHub', 'printed gho_s3cret-value1234567890'],
  ['a token with other characters', 'Authorization: Bearer 1|s3cret-value'],
  ['a key in a URL', 'https://x.example/maps?q=a&key=s3cret-value'],
  ['a variable with a short name', 'DB_PASS=s3cret-value'],
  ['an environment with short names', { env: { SMTP_PASS: 's3cret-value', GITHUB_PAT: 's3cret-value' } }],
  ['config.json of docker', { auths: { 'x.example': { auth: 's3cret-value' } } }],
  ['an encrypted private key', '-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,1\n\ns3cret+value\n'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\ns3cret+value\n-----END PRIVATE KEY-----'],
  ['a signature in a URL', 'https://x.example/?sig=s3cret-value&v=1'],
  ['the argument after an option', ['login', '--password', 's3cret-value']],
  ['the password of docker login', ['login', '-u', 'ada', '-p', 's3cret-value']],
  ['the argument after --user', ['-u', 'ada:s3cret-value']],
  ['a header and its value', [['x-api-key', 's3cret-value']]],
  ['a name and its value', [{ name: 'CLIENT_SECRET', value: 's3cret-value' }]],
  ['a member with hyphens', { 'x-api-key': 's3cret-value' }],
  ['a session', { sessionId: 's3cret-value', sid: 's3cret-value' }],
  ['a signed assertion', { client_assertion: 's3cret-value' }],
  ['a private JSON Web Key', { kty: 'EC', x: 'public', d: 's3cret-value' }],
  ['an environment', { env: { NPM_TOKEN: 's3cret-value', MY_KEY: 's3cret-value' } }],
])('redact masks %s', (_, value) => {
  expect(JSON.stringify(redact(value))).not.toMatch(/s3cret.value/);
});

test('redact shows what follows a private key', () => {
  const key = '-----BEGIN EC PRIVATE KEY-----\na-b\n-----END EC PRIVATE KEY-----';
  expect(redact(`one ${key} two`)).toBe(
    'one -----BEGIN EC PRIVATE KEY-----•••-----END EC PRIVATE KEY----- two',
  );
});

test('redact cuts values at a depth at which they would exceed the stack', () => {
  const depth = 20_000;
  const value = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  expect(JSON.stringify(redact(value))).toBe(`${'['.repeat(100)}"…"${']'.repeat(100)}`);
});

test('redact masks a quoted value of 20 MB', () => {
  expect(redact(`{ token: "${'s'.repeat(20_000_000)}" }`)).toBe('{ token: "•••" }');
});

test('redact masks a numeric password, and shows counts', () => {
  expect(redact({ password: 123456, otp: 123456, tokens: 3 })).toEqual({
    password: '•••',
    otp: '•••',
    tokens: 3,
  });
});

test.each([
  ['["run","--user","1000:1000"]'],
  ['["run","-u","1000","-p","127.0.0.1:8080:80/tcp"]'],
  ['{"hasToken":false,"token":null,"tokens":2}'],
  ['a keyboard: yes, tokens 3, codes: 4'],
  ['https://example.com:8080/path@2'],
  ['moved key=1 to /a?keyboard=2'],
])('redact shows %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('redact masks a text of 2 MB in linear time', () => {
  const parts = [
    'a-',
    'eyJ',
    'eyJ-',
    '://a:',
    'token',
    'token ',
    '"token":"',
    '-----BEGIN PRIVATE KEY-----',
    'cookie:',
  ];
  for (const part of parts) redact(part.repeat(2_000_000 / part.length));
});

test('redactHeaders shows only the values of headers that hold no secret', () => {
  const headers = {
    'Content-Type': 'application/json',
    authorization: 'Bearer s3cret-value',
    'x-anything': 's3cret-value',
    'set-cookie': 'a=s3cret-value',
    location: 'http://x/?ticket=s3cret-value',
    origin: 'http://127.0.0.1:1',
  };
  expect(redactHeaders(headers)).toEqual({
    'Content-Type': 'application/json',
    authorization: 'Bearer •••',
    'x-anything': '•••',
    'set-cookie': '•••',
    location: '•••',
    origin: 'http://127.0.0.1:1',
  });
});

test('redact masks a pasted key, and shows its user name', () => {
  const call = {
    path: '/auth/add-key',
    body: { callerToken: 'x', data: { provider: 'github', key: 'ghp_a1B2', userName: 'ada' } },
  };
  expect(redact(call)).toEqual({
    path: '/auth/add-key',
    body: { callerToken: '•••', data: { provider: 'github', key: '•••', userName: 'ada' } },
  });
});
