import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPlan, registryPackages, resolveOptions } from '@ddext-oauth/scaffold';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as prettier from 'prettier';
import type { Tree } from '../devkit.ts';
import { extension } from '../generators/extension.ts';
import { provider, removeProvider } from '../generators/provider.ts';
import { strategy } from '../generators/strategy.ts';
import { diskTree, filesOf, flush } from '../testing/tree.ts';

const ROOT = 'extensions/hello';
const MANIFEST = '{ "name": "host", "private": true }\n';
const other = { semi: false, tabWidth: 4, singleQuote: false, printWidth: 60 };
const github = { provider: 'github' };

let directory: string;

function makeWorkspace(): void {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'format-')));
  const files = {
    'package.json': MANIFEST,
    'nx.json': '{}\n',
    'pnpm-lock.yaml': '',
    'pnpm-workspace.yaml': 'packages:\n    - packages/*\n',
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  mkdirSync(join(directory, 'node_modules'));
  const installed = dirname(createRequire(import.meta.url).resolve('prettier/package.json'));
  symlinkSync(installed, join(directory, 'node_modules/prettier'), 'dir');
}

beforeEach(makeWorkspace);

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
const read = (file: string) => readFileSync(join(directory, file), 'utf8');

/** Runs a generator and writes what it changed. */
async function generate(run: (tree: Tree) => Promise<unknown>): Promise<void> {
  const tree = diskTree(directory);
  await run(tree);
  flush(tree);
}

const createHello = () => generate((tree) => extension(tree, { directory: ROOT, image: 'acme/hello' }));

/** Whether `prettier --check` accepts a text. Most files are the same in every test, and are checked once. */
const accepted = new Map<string, Promise<boolean>>();

/** The generated files that `prettier --check` would list. */
async function unformatted(): Promise<string[]> {
  const checked = filesOf(diskTree(directory), ROOT).map(async (file) => {
    const filepath = join(directory, file);
    const { inferredParser } = await prettier.getFileInfo(filepath);
    if (inferredParser === null) return [];
    const options = await prettier.resolveConfig(filepath);
    const text = read(file);
    const key = JSON.stringify([file, options, text]);
    const result = accepted.get(key) ?? prettier.check(text, { ...options, filepath });
    accepted.set(key, result);
    return (await result) ? [] : [file];
  });
  return (await Promise.all(checked)).flat();
}

describe('a workspace with Prettier and other settings than the templates', () => {
  // Formatting takes longer than all else, so the tests begin with copies of one workspace.
  let created: string;

  beforeAll(async () => {
    makeWorkspace();
    write('.prettierrc', JSON.stringify(other));
    await createHello();
    created = directory;
  });

  afterAll(() => rmSync(created, { recursive: true, force: true }));

  beforeEach(() => {
    const filter = (path: string) => path !== join(created, 'node_modules');
    cpSync(created, directory, { recursive: true, filter });
  });

  test('gets an extension that is formatted with its settings', async () => {
    expect(await unformatted()).toEqual([]);
    expect(read(`${ROOT}/auth/src/extension.ts`)).not.toMatch(/;$/m);
    expect(read(`${ROOT}/metadata.json`)).toMatch(/^ {4}"/m);
  });

  test('does not change its files if they were not formatted', () => {
    expect(read('package.json')).toMatch(/^\{ "name": "host", "private": true/);
  });

  test('gets formatted files when a provider is added, without a conflict, and the same ones when it is removed', async () => {
    const files = () =>
      Object.fromEntries(filesOf(diskTree(directory), ROOT).map((file) => [file, read(file)]));
    const before = files();
    await generate((tree) => provider(tree, github));
    expect(read(`${ROOT}/auth/src/providers/index.ts`)).toMatch(/oidc,\s+github/);
    expect(await unformatted()).toEqual([]);
    await generate((tree) => removeProvider(tree, github));
    expect(files()).toEqual(before);
  });

  test('gets formatted files when the redirect strategy changes', async () => {
    await generate((tree) => strategy(tree, { strategy: 'extension-tab' }));
    expect(await unformatted()).toEqual([]);
  });

  test('keeps an edit in a formatted file', async () => {
    const index = `${ROOT}/auth/src/providers/index.ts`;
    write(index, `// Ours.\n${read(index)}`);
    await generate((tree) => provider(tree, github));
    expect(read(index)).toMatch(/^\/\/ Ours\.\n[^;]*oidc,\s+github[^;]*$/);
  });

  test('keeps the layout of a file that is not formatted', async () => {
    const index = `${ROOT}/auth/src/providers/index.ts`;
    write(index, read(index).replaceAll('    ', '  '));
    await generate((tree) => provider(tree, github));
    expect(read(index)).toContain('  oidc,\n  github,\n]');
    expect(await unformatted()).toEqual([index]);
  });
});

test('.prettierignore is respected', async () => {
  write('.prettierrc', JSON.stringify(other));
  write('.prettierignore', `${ROOT}/auth\n`);
  await createHello();
  expect(read(`${ROOT}/auth/src/extension.ts`)).toMatch(/;$/m);
  expect(read(`${ROOT}/ui/src/App.tsx`)).not.toMatch(/;$/m);
});

test.each([
  ['no configuration of Prettier', {}],
  ['a configuration of Biome too', { '.prettierrc': JSON.stringify(other), 'biome.json': '{}\n' }],
])('a workspace with %s receives the files unchanged from the plan', async (_name, files) => {
  for (const [file, text] of Object.entries(files)) write(file, text);
  await createHello();
  const workspace = { path: ROOT, packageManager: 'pnpm', biome: 'biome.json' in files } as const;
  const { options } = resolveOptions({ directory: ROOT, image: 'acme/hello', workspace });
  for (const [path, content] of createPlan(options, { packages: registryPackages() })) {
    expect([path, read(`${ROOT}/${path}`)]).toEqual([path, content]);
  }
});
