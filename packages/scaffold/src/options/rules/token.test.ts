import { expect, test } from '@jest/globals';
import { resolveOptions } from '../options.ts';

test('--token lists the providers whose users can paste a key, beside a provider with OAuth', () => {
  const { options } = resolveOptions({ provider: ['github'], token: ['docker-hub', 'github'] });
  expect(options.tokens.map(({ provider }) => provider)).toEqual(['docker-hub', 'github']);
});

test.each([
  [{ token: ['nowhere'] }, /^No key of the provider "nowhere" is known; use one of these, .*github/],
  [{ token: ['github', 'github'] }, /^The provider github is repeated/],
  [
    { strategy: 'extension-tab', exchange: 'ui', token: ['github'] },
    /^--token github requires --exchange backend/,
  ],
])('--token rejects %j', (raw, message) => {
  expect(() => resolveOptions(raw)).toThrow(message);
});
