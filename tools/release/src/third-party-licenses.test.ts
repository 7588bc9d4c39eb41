import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { renderLicenses, thirdPartyPackages } from '../../build/third-party-licenses.mjs';
import { root } from '../../dev/environment.mjs';

describe.each(['add', 'create-ddext-oauth', 'nx'])('packages/%s', (folder) => {
  test('names each package whose code it contains, with its version and license text', async () => {
    const read = (path: string) => readFile(join(root, 'packages', folder, path), 'utf8');
    const { outputs }: Metafile = JSON.parse(await read('dist/metafile.json'));
    const paths = Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
    );
    // As pnpm names its folders: @scope+name@version.
    const bundled = paths.flatMap((path) => /\.pnpm\/((?:@[^+]+\+)?[^@]+@\d[^/_]*)/.exec(path)?.[1] ?? []);
    const licenses = await read('THIRD-PARTY-LICENSES.txt');
    expect(bundled.length).toBeGreaterThan(0);
    for (const name of new Set(bundled)) {
      const heading = name.replace('+', '/').replace(/@(?=\d)/, ' ');
      expect(licenses).toMatch(new RegExp(`^${heading} \\(.+\\)\n\n(.+\n)*.*(License|Copyright)`, 'm'));
    }
  });
});

test('the scripts of packages/simulator contain only its own code', async () => {
  const folder = join(root, 'packages/simulator/dist/browser');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) {
    // esbuild writes the path of each module above it.
    const origins = (await readFile(join(folder, name), 'utf8')).match(/^ *\/\/ \S+\.\w+$/gm) ?? [];
    expect(origins.length).toBeGreaterThan(0);
    expect(origins.filter((line) => !line.includes('// src/'))).toEqual([]);
  }
});

describe('a package in a bundle', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'licenses-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function bundled(license: string | undefined, files: Record<string, string>, bytesInOutput = 1) {
    const inner = join(folder, 'node_modules/outer/node_modules/@scope/inner');
    await mkdir(inner, { recursive: true });
    await writeFile(
      join(inner, 'package.json'),
      JSON.stringify({ name: '@scope/inner', version: '1.2.3', license }),
    );
    for (const [name, text] of Object.entries(files)) await writeFile(join(inner, name), text);
    const path = 'node_modules/outer/node_modules/@scope/inner/lib/index.js';
    const inputs = { 'src/own.ts': { bytesInOutput: 9 }, [path]: { bytesInOutput } };
    const outputs = { 'dist/index.js': { inputs, bytes: 10, imports: [], exports: [] } };
    return () => thirdPartyPackages({ outputs, inputs: {} }, folder);
  }

  test('is listed with its license, and with the notice that Apache-2.0 requires', async () => {
    const packages = await bundled('Apache-2.0', { 'LICENSE.md': 'The license\n', NOTICE: 'The notice\n' });
    expect(renderLicenses(packages())).toMatch(
      /-{80}\n\n@scope\/inner 1\.2\.3 \(Apache-2\.0\)\n\nThe license\n\nThe notice\n$/,
    );
  });

  test('is not listed if tree shaking removed all of it', async () => {
    expect((await bundled('MIT', {}, 0))()).toEqual([]);
  });

  test.each(['(MIT OR GPL-3.0-only)', 'MIT AND ISC'])('is allowed under %s', async (license) => {
    const packages = await bundled(license, { LICENSE: 'The license' });
    expect(packages()).toMatchObject([{ name: '@scope/inner', license: license }]);
  });

  test.each([
    'GPL-3.0-only',
    'MIT AND CC-BY-4.0',
    '(MIT OR Apache-2.0) AND GPL-3.0-only',
    'SEE LICENSE IN LICENSE',
    undefined,
  ])('stops the build if its license is %s', async (license) => {
    const packages = await bundled(license, { LICENSE: 'The license' });
    expect(packages).toThrow(
      `@scope/inner 1.2.3 is under ${license ?? 'no license'}, which is not on the list.`,
    );
  });

  test('stops the build if its license text is missing', async () => {
    const packages = await bundled('MIT', { 'readme.md': 'MIT' });
    expect(packages).toThrow('@scope/inner 1.2.3 has no file with the text of its license.');
  });
});
