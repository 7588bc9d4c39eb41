import { expect, test } from '@jest/globals';
import { redact } from './redact.ts';

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
