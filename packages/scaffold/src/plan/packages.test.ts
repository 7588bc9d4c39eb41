import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryDirectory } from '../testing/directories.ts';
import { runtimePackages } from './packages.ts';

async function vendor(...files: string[]): Promise<string> {
  const directory = await temporaryDirectory();
  for (const file of files) await writeFile(join(directory, file), `bytes of ${file}`);
  return directory;
}

test('without a vendor directory the packages come from the registry', async () => {
  const packages = runtimePackages(join(await temporaryDirectory(), 'vendor'));
  expect(packages).toEqual([
    { name: '@ddext-oauth/auth', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
    { name: '@ddext-oauth/check', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
    { name: '@ddext-oauth/keychain', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
    { name: '@ddext-oauth/nx', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
    { name: '@ddext-oauth/providers', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
    { name: '@ddext-oauth/simulator', range: expect.stringMatching(/^\^\d+\.\d+\.\d+/) },
  ]);
});

test('the packages of a vendor directory are tarballs, and its other files are ignored', async () => {
  const directory = await vendor(
    'ddext-oauth-auth-0.1.0.tgz',
    'ddext-oauth-check-0.1.0.tgz',
    'ddext-oauth-nx-0.1.0.tgz',
    'ddext-oauth-providers-0.1.0.tgz',
    'ddext-oauth-simulator-1.2.3-next.1.tgz',
    'notes.txt',
  );
  const packages = runtimePackages(directory);
  expect(packages.map(({ name, range, tarball }) => [name, range, tarball?.path])).toEqual([
    ['@ddext-oauth/auth', '^0.1.0', 'vendor/ddext-oauth-auth-0.1.0.tgz'],
    ['@ddext-oauth/check', '^0.1.0', 'vendor/ddext-oauth-check-0.1.0.tgz'],
    ['@ddext-oauth/nx', '^0.1.0', 'vendor/ddext-oauth-nx-0.1.0.tgz'],
    ['@ddext-oauth/providers', '^0.1.0', 'vendor/ddext-oauth-providers-0.1.0.tgz'],
    ['@ddext-oauth/simulator', '^1.2.3-next.1', 'vendor/ddext-oauth-simulator-1.2.3-next.1.tgz'],
  ]);
  expect(Buffer.from(packages[0]?.tarball?.content ?? []).toString()).toBe(
    'bytes of ddext-oauth-auth-0.1.0.tgz',
  );
});

test.each([
  [
    'one is missing',
    [
      'ddext-oauth-auth-0.1.0.tgz',
      'ddext-oauth-check-0.1.0.tgz',
      'ddext-oauth-nx-0.1.0.tgz',
      'ddext-oauth-providers-0.1.0.tgz',
    ],
    'contains 0 tarballs of @ddext-oauth/simulator',
  ],
  [
    'one is there twice',
    [
      'ddext-oauth-auth-0.1.0.tgz',
      'ddext-oauth-auth-0.2.0.tgz',
      'ddext-oauth-check-0.1.0.tgz',
      'ddext-oauth-nx-0.1.0.tgz',
      'ddext-oauth-providers-0.1.0.tgz',
      'ddext-oauth-simulator-0.1.0.tgz',
    ],
    'contains 2 tarballs of @ddext-oauth/auth',
  ],
  [
    'only a package with a longer name exists',
    [
      'ddext-oauth-auth-0.1.0.tgz',
      'ddext-oauth-check-0.1.0.tgz',
      'ddext-oauth-nx-0.1.0.tgz',
      'ddext-oauth-providers-0.1.0.tgz',
      'ddext-oauth-simulator-extra-0.1.0.tgz',
    ],
    'contains 0 tarballs of @ddext-oauth/simulator',
  ],
])('a vendor directory in which %s is rejected', async (_, files, message) => {
  const directory = await vendor(...files);
  expect(() => runtimePackages(directory)).toThrow(message);
});
