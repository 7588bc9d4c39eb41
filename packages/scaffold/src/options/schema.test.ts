import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { optionTable } from './option-table.ts';
import { type RawOptions, resolveOptions } from './options.ts';
import { optionsSchema } from './schema.ts';

/** Ajv reads patterns with the "u" flag, as the specification advises; not every validator does. */
const validators = [true, false].map((unicodeRegExp) =>
  new Ajv2020({ strict: true, unicodeRegExp }).compile(optionsSchema()),
);

function validate(given: unknown): boolean {
  const [first, ...more] = validators.map((validator) => validator(given));
  expect(more).toEqual([first]);
  return first === true;
}

/** Whether the options themselves are accepted; in JSON a port is a number. */
function accepted({ port, ...raw }: Record<string, unknown>): boolean {
  try {
    resolveOptions({
      directory: 'x',
      ...raw,
      ...(port !== undefined && { port: String(port) }),
    } as RawOptions);
    return true;
  } catch {
    return false;
  }
}

test.each<Record<string, unknown>>([
  {},
  { directory: 'deep/x', strategy: 'backend-callback', redirect: 'scheme', exchange: 'backend' },
  { strategy: 'extension-tab', redirect: 'bridge', provider: ['github', 'oidc'], accept: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui' },
  { hosts: 'docker' },
  { hosts: 'podman,docker' },
  { strategy: 'extension-tab', hosts: 'docker,rancher,podman' },
  { image: 'acme/sign-in' },
  { title: 'Picnic {2}' },
  { image: 'a1__b/c.d-e' },
  { title: 'It’s 漢字 😀' },
  { title: '😀'.repeat(64) },
  { port: 1024 },
  { port: 65_535 },
  { key: 'keychain' },
  { strategy: 'extension-tab', key: 'keychain-or-page' },
  { bare: true },
  { license: 'Apache-2.0' },
  { remoteCache: 'https://nx-cache.example.com/team' },
  { remoteCache: 'http://127.0.0.1:3000' },
])('the schema and the options both accept %j', (given) => {
  expect([validate(given), accepted(given)]).toEqual([true, true]);
});

test.each<Record<string, unknown>>([
  { directory: '' },
  { strategy: 'nope' },
  { redirect: 'bridge' },
  { strategy: 'backend-callback', redirect: 'bridge' },
  { exchange: 'ui' },
  { provider: ['nope'] },
  { provider: [] },
  { provider: ['oidc', 'oidc'] },
  { key: 'home' },
  { license: 'GPL' },
  { remoteCache: 'nx-cache.example.com' },
  { remoteCache: 'file:///tmp/cache' },
  { image: 'x' },
  { image: 'Acme/x' },
  { image: 'acme/x:1' },
  { image: 'ghcr.io/x' },
  { image: 'localhost/x' },
  { image: 'acme/x/y' },
  { image: `acme/${'a'.repeat(255)}` },
  { title: '' },
  { title: ' \t ' },
  { title: 'two\nlines' },
  { title: 'a'.repeat(65) },
  ...[
    '\u0000',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u061c',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
  ].map((character) => ({ title: `Sign${character}in` })),
  { title: '\ud83d' },
  { title: 'Sign \ude00 in' },
  { title: '\ude00\ud83d' },
  { port: 1023 },
  { port: 65_536 },
  { port: 5000.5 },
])('the schema and the options both reject %j', (given) => {
  expect([validate(given), accepted(given)]).toEqual([false, false]);
});

test('a typo in a name is an error', () => {
  expect(validate({ providr: ['oidc'] })).toBe(false);
});

test('the schema contains every option of the table, and its default if that is constant', () => {
  const { properties } = optionsSchema() as { properties: Record<string, { default?: unknown }> };
  expect(Object.keys(properties)).toEqual(Object.keys(optionTable));
  const defaults = Object.entries(properties).map(([name, schema]) => [name, schema.default]);
  expect(Object.fromEntries(defaults)).toEqual({
    directory: 'my-extension',
    strategy: 'backend-callback',
    redirect: 'scheme',
    exchange: 'backend',
    key: 'page',
    bare: false,
  });
});
