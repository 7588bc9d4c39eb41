import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from '../../dev/environment.mjs';
import { hasGo } from '../../dev/go.mjs';
import { compileImports, resolutions } from './compile.ts';
import { type Packed, pack, published } from './packed.ts';

const homepage = 'https://github.com/ddext-oauth/ddext-oauth';

/** The files of each package, without its manifest, the three files that each package has, and the output of tsc for its `src/`. */
const contents: Readonly<Record<string, readonly string[]>> = {
  '@ddext-oauth/add': [
    'THIRD-PARTY-LICENSES.txt',
    'bin/ddext-add.js',
    'dist/add.cjs',
    'dist/catalog.json',
    'dist/ddext-sign-in.js',
  ],
  '@ddext-oauth/auth': [],
  '@ddext-oauth/check': ['bin/ddext-check.js'],
  '@ddext-oauth/gateway': ['Dockerfile', 'THIRD-PARTY-LICENSES.txt', 'dist/gateway.mjs'],
  '@ddext-oauth/keychain': [
    'THIRD-PARTY-LICENSES.txt',
    'dist/amd64/darwin/ddext-keychain',
    'dist/amd64/linux/ddext-keychain',
    'dist/amd64/windows/ddext-keychain.exe',
    'dist/arm64/darwin/ddext-keychain',
    'dist/arm64/linux/ddext-keychain',
    'dist/arm64/windows/ddext-keychain.exe',
  ],
  '@ddext-oauth/nx': [
    'bin/ddext-ci.js',
    'dist/ci.js',
    'dist/generators.js',
    'dist/plugin.d.ts',
    'dist/plugin.js',
    'dist/schemas/extension.json',
    'dist/schemas/hosts.json',
    'dist/schemas/image.json',
    'dist/schemas/key.json',
    'dist/schemas/port.json',
    'dist/schemas/preset.json',
    'dist/schemas/provider.json',
    'dist/schemas/remote-cache.json',
    'dist/schemas/remove-provider.json',
    'dist/schemas/strategy.json',
    'dist/schemas/title.json',
    'dist/targets.d.ts',
    'THIRD-PARTY-LICENSES.txt',
    'generators.json',
    'migrations.json',
  ],
  '@ddext-oauth/providers': [],
  '@ddext-oauth/simulator': [
    'bin/ddext-simulator.js',
    'dist/browser/calls.css',
    'dist/browser/connection-test.css',
    'dist/browser/dashboard.css',
    'dist/browser/dashboard.js',
    'dist/browser/dd-client.js',
    'dist/browser/deliver-link.js',
    'dist/browser/enter-dashboard.js',
    'dist/browser/enter-extension.js',
    'dist/browser/identity-provider.css',
    'dist/browser/test-keys.css',
  ],
  'create-ddext-oauth': [
    'THIRD-PARTY-LICENSES.txt',
    'dist/catalog.json',
    'dist/index.cjs',
    'dist/templates.json',
  ],
};
const always = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

test('the published packages are those whose contents this test knows', () => {
  expect(published.map(({ name }) => name).sort()).toEqual(Object.keys(contents).sort());
});

// Packing this package compiles it.
const withoutGo = (await hasGo()) ? [] : ['@ddext-oauth/keychain'];
if (withoutGo.length > 0)
  test.skip('the packed package @ddext-oauth/keychain (skipped: Go is not installed)', () => {});

describe.each(published.filter(({ name }) => !withoutGo.includes(name)))(
  'the packed package $name',
  (one) => {
    const { name, folder, manifest } = one;
    let packed: Packed;
    beforeAll(async () => {
      packed = await pack(one);
    });
    afterAll(() => packed?.remove());

    test('passes publint', async () => {
      const tarball = new Uint8Array(packed.tarball).buffer;
      const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
      expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
    });

    const entries = Object.keys(manifest.exports ?? {}).filter((entry) => !entry.endsWith('.json'));
    if (entries.length > 0) {
      test.each(resolutions)('has types for each entry with the module resolution %s', (resolution) => {
        const specifiers = entries.map((entry) => join(name, entry));
        expect(compileImports(packed, specifiers, resolution)).toEqual([]);
      });
    }

    test('contains its known files, and no test, stale or unknown file', () => {
      const expected = [...always, ...(contents[name] ?? [])];
      const others = packed.files.filter((path) => !expected.includes(path));
      expect(expected.filter((path) => !packed.files.includes(path))).toEqual([]);
      expect(others.filter((path) => !isCompiled(path, folder))).toEqual([]);
    });

    test('names its repository and license, and is published with provenance', async () => {
      const directory = folder.slice(root.length);
      expect(manifest).toMatchObject({
        description: expect.stringMatching(/\.$/),
        keywords: expect.arrayContaining(['docker-extension', 'oauth']),
        homepage: `${homepage}/tree/main/${directory}#readme`,
        bugs: `${homepage}/issues`,
        repository: { type: 'git', url: `git+${homepage}.git`, directory },
        license: 'Apache-2.0',
        engines: { node: '>=20.19' },
        sideEffects: false,
        publishConfig: { access: 'public', provenance: true },
      });
      const license = await readFile(join(packed.installed, 'LICENSE'), 'utf8');
      expect(license).toBe(await readFile(join(root, 'LICENSE'), 'utf8'));
    });

    test('depends on other packages of this repository only in the version that is published with it', async () => {
      const { dependencies = {} } = JSON.parse(
        await readFile(join(packed.installed, 'package.json'), 'utf8'),
      );
      const versions = Object.fromEntries(
        published.map((other) => [other.name, `^${other.manifest.version}`]),
      );
      const ours = Object.keys(dependencies).filter((dependency) => dependency.includes('ddext-oauth'));
      for (const dependency of ours) expect(dependencies[dependency]).toBe(versions[dependency]);
    });
  },
);

/** Whether the file is the output of tsc for a file in `src/` that is not a test. */
function isCompiled(path: string, folder: string): boolean {
  const [, stem] = /^dist\/(.*?)(?:\.d\.ts|\.js)$/.exec(path) ?? [];
  if (stem === undefined || /\.test$|(^|\/)(testing|contract)(\/|$)/.test(stem)) return false;
  return ['.ts', '.tsx'].some((extension) => existsSync(join(folder, `src/${stem}${extension}`)));
}
