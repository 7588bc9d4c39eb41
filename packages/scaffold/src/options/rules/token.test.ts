import { expect, test } from '@jest/globals';
import { commandLine } from '../command-line.ts';
import { resolveOptions } from '../options.ts';
import { redirectUris } from '../redirect-uris.ts';

test('--token lists the providers whose users can paste a key, beside a provider with OAuth', () => {
  const { options } = resolveOptions({ provider: ['github'], token: ['docker-hub', 'github'] });
  expect(options.tokens.map(({ provider }) => provider)).toEqual(['docker-hub', 'github']);
});

test('--token without --provider leaves out sign-in in the browser', () => {
  const { options } = resolveOptions({ token: ['docker-hub'] });
  expect([options.providers, options.tokens.map(({ provider }) => provider)]).toEqual([[], ['docker-hub']]);
  expect(redirectUris(options)).toEqual([]);
  expect(commandLine(options)).toMatch(/ --token docker-hub /);
  expect(commandLine(options)).not.toContain('--provider');
});

test.each([
  [{ token: ['nowhere'] }, /^No key of the provider "nowhere" is known; use one of these, .*github/],
  [{ token: ['github', 'github'] }, /^The provider github is repeated/],
  [
    { strategy: 'extension-tab', exchange: 'ui', token: ['github'] },
    /^--token github requires --exchange backend/,
  ],
  [{ token: ['github'], dpop: ['github'] }, /^--dpop github is not a provider .* which has none/],
  [{ token: [], provider: [] }, /^Unknown provider ""/],
])('--token rejects %j', (raw, message) => {
  expect(() => resolveOptions(raw)).toThrow(message);
});
