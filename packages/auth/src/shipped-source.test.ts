import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = import.meta.dirname;
const notShipped = /\.test\.|(^|\/)testing\/|contract\.ts$|^(contract|conformance)\//;
/** The published source of a package: everything but tests and their support code. */
const shippedOf = (folder: string, prefix = '') =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !notShipped.test(path))
    .map((path) => ({
      path: prefix + path.replaceAll('\\', '/'),
      text: readFileSync(join(folder, path), 'utf8'),
    }));
const shipped = [...shippedOf(root), ...shippedOf(join(root, '../../providers/src'), 'providers/')];

const mentions = (pattern: RegExp, within = '') =>
  shipped.filter(({ path, text }) => path.startsWith(within) && pattern.test(text)).map(({ path }) => path);

test('the searched source is not empty', () => {
  expect(shipped.length).toBeGreaterThan(50);
  expect(mentions(/openExternal\(/)).toContain('ui/auth-client.ts');
  expect(mentions(/id: 'github'/)).toContain('providers/presets/github.ts');
});

test('rule 2: the source contains no password grant', () => {
  expect(mentions(/grant_type\W{1,4}password|['"]password['"]|passwordGrant/i, 'core')).toEqual([]);
  expect(mentions(/grant_type\W{1,4}password|passwordGrant/i)).toEqual([]);
});

test('rule 1: the source contains no implicit or hybrid grant', () => {
  expect(
    mentions(
      /implicitAuthentication|useCodeIdTokenResponseType|useIdTokenResponseType|response_type['"]?\s*:/,
    ),
  ).toEqual([]);
});

test('rule 9: the provider is opened only in the system browser', () => {
  expect(
    mentions(
      /window\.open|<iframe|<webview|createElement\(['"](iframe|webview)|location\.(href|assign|replace)\s*[=(]/,
    ),
  ).toEqual([]);
});

test('rule 12: no check of openid-client is disabled', () => {
  expect(mentions(/skipStateCheck|expectedState:\s*undefined|skipNonceCheck/)).toEqual([]);
  expect(mentions(/skipSubjectCheck/)).toEqual(['core/profile/profile.ts']);
});

test('rule 28: the bundle of the UI contains no code that reads a secret', () => {
  const imports = /^(?:import|export) (?!type\b)[^;]*? from '(\.[^']+)'/gm;
  const ours = shipped.filter(({ path }) => path.startsWith('ui/'));
  expect(ours.length).toBeGreaterThan(3);
  for (const { path, text } of ours) {
    for (const [, from] of text.matchAll(imports)) {
      expect([path, join(path, '..', from as string)]).toEqual([path, expect.stringMatching(/^ui[/\\]/)]);
    }
  }
});

test('rule 42: plain http is allowed only with the development setting', () => {
  const files = ['core/client/client.ts', 'core/client/discovery.ts'];
  expect(mentions(/allowInsecureRequests/)).toEqual(files);
  const lines = shipped
    .filter(({ path }) => files.includes(path))
    .flatMap(({ text }) => text.split('\n').filter((line) => line.includes('allowInsecureRequests')));
  for (const line of lines) expect(line).toMatch(/if \(insecure\)|\(insecure &&/);
});
