import { execFileSync } from 'node:child_process';
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
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Tree } from '../devkit.ts';
import { extension } from '../generators/extension.ts';
import { provider, removeProvider } from '../generators/provider.ts';
import { strategy } from '../generators/strategy.ts';
import { diskTree, filesOf, flush } from '../testing/tree.ts';

const ROOT = 'extensions/hello';
const index = 'auth/src/providers/index.ts';
const github = { provider: 'github' };
const biomeFolder = dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json'));

let created: string;
let directory: string;

const at = (path: string) => join(directory, ROOT, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const edit = (path: string, from: string, to: string) => {
  expect(read(path)).toContain(from);
  writeFileSync(at(path), read(path).replace(from, to));
};
const temporary = () => realpathSync(mkdtempSync(join(tmpdir(), 'biome-')));

async function generate(run: (tree: Tree) => Promise<unknown>): Promise<void> {
  const tree = diskTree(directory);
  await run(tree);
  flush(tree);
}

function biome(...args: string[]): void {
  const program = join(biomeFolder, 'bin/biome');
  execFileSync(process.execPath, [program, ...args], { cwd: at('.'), stdio: 'pipe' });
}

const isFormatted = (path = '.') => {
  try {
    biome('format', path);
    return true;
  } catch {
    return false;
  }
};

/** An Nx workspace with Biome and an extension. */
beforeAll(async () => {
  created = directory = temporary();
  const files = {
    'package.json': '{ "name": "host", "private": true }\n',
    'nx.json': '{}\n',
    'biome.json': '{}\n',
    'pnpm-lock.yaml': '',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  await generate((tree) => extension(tree, { directory: ROOT, image: 'acme/hello' }));
});

afterAll(() => rmSync(created, { recursive: true, force: true }));

beforeEach(() => {
  directory = temporary();
  cpSync(created, directory, { recursive: true });
  mkdirSync(join(directory, 'node_modules/@biomejs'), { recursive: true });
  symlinkSync(biomeFolder, join(directory, 'node_modules/@biomejs/biome'), 'dir');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Gives the extension other settings, and formats its files with them. */
function reformat(): void {
  edit('biome.json', '"indentStyle": "space", "lineWidth": 110', '"indentStyle": "tab", "lineWidth": 60');
  edit('biome.json', '"quoteStyle": "single"', '"quoteStyle": "double"');
  biome('format', '--write', '.');
}

test('the files of an extension with edited settings of Biome are formatted with them when a provider is added', async () => {
  reformat();
  await generate((tree) => provider(tree, github));
  expect(read('auth/src/providers/github.ts')).toMatch(/^\tid: "github",$/m);
  expect(read(index)).toContain('\toidc,\n\tgithub,\n');
  expect(isFormatted()).toBe(true);
});

test('a removed provider leaves the formatted files as they were', async () => {
  reformat();
  const files = () =>
    Object.fromEntries(
      filesOf(diskTree(directory), ROOT).map((path) => [path, readFileSync(join(directory, path), 'utf8')]),
    );
  const before = files();
  await generate((tree) => provider(tree, github));
  await generate((tree) => removeProvider(tree, github));
  expect(files()).toEqual(before);
});

test('the files stay formatted when the redirect strategy changes', async () => {
  reformat();
  await generate((tree) => strategy(tree, { strategy: 'extension-tab' }));
  expect(isFormatted()).toBe(true);
});

test('a file that the developer has not formatted is not formatted', async () => {
  reformat();
  edit(index, '\toidc,\n', '   oidc,\n');
  await generate((tree) => provider(tree, github));
  expect(read(index)).toContain('   oidc,\n');
  expect(isFormatted(index)).toBe(false);
  expect(isFormatted('auth/src/providers/github.ts')).toBe(true);
});

test('an extension with edited settings is changed without Biome if it is not installed', async () => {
  reformat();
  rmSync(join(directory, 'node_modules'), { recursive: true });
  await generate((tree) => provider(tree, github));
  expect(read('auth/src/providers/github.ts')).toMatch(/^ {2}id: 'github',$/m);
});
