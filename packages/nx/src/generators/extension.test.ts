import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { filesOf, workspaceTree } from '../testing/tree.ts';
import { extension } from './extension.ts';

const jsonAt = (tree: ReturnType<typeof workspaceTree>, path: string) =>
  JSON.parse(tree.read(path, 'utf8') ?? '');
const hello = { directory: 'extensions/hello', image: 'acme/hello' };

describe('a further extension', () => {
  test('has all of its files in its folder, and no files of a workspace', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await extension(tree, hello);
    const files = filesOf(tree, 'extensions/hello').map((path) => path.replace('extensions/hello/', ''));
    for (const file of [
      'Dockerfile',
      'metadata.json',
      'compose.yaml',
      'auth/src/extension.ts',
      'ui/src/App.tsx',
    ]) {
      expect(files).toContain(file);
    }
    expect(
      files.filter((file) => /^(nx\.json|pnpm-workspace\.yaml|\.github|biome\.json|vendor)/.test(file)),
    ).toEqual([]);
  });

  test('adds its projects to the workspace, each with a unique name', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await extension(tree, hello);
    const yaml = tree.read('pnpm-workspace.yaml', 'utf8');
    expect(parse(yaml ?? '').packages).toEqual(['packages/*', 'extensions/hello', 'extensions/hello/*']);
    expect(yaml).toContain('# ours');
    const names = ['', 'auth/', 'backend/', 'ui/'].map(
      (part) => jsonAt(tree, `extensions/hello/${part}package.json`).name,
    );
    expect(names).toEqual(['hello', '@hello/auth', '@hello/backend', '@hello/ui']);
  });

  test('adds no pattern if an existing one matches it', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write('pnpm-workspace.yaml', "packages:\n  - 'extensions/**'\n");
    await extension(tree, hello);
    expect(parse(tree.read('pnpm-workspace.yaml', 'utf8') ?? '').packages).toEqual(['extensions/**']);
  });

  test('adds the tools of its tests, and keeps the existing versions', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write(
      'package.json',
      '{\n  "name": "host",\n  "devDependencies": {\n    "jest": "29.7.0"\n  }\n}\n',
    );
    await extension(tree, hello);
    const { devDependencies } = jsonAt(tree, 'package.json');
    expect(devDependencies).toMatchObject({ jest: '29.7.0', '@swc/jest': expect.any(String) });
    expect(devDependencies).not.toHaveProperty('nx');
    expect(devDependencies).not.toHaveProperty('@biomejs/biome');
    expect(Object.keys(devDependencies)).toEqual(Object.keys(devDependencies).sort());
  });

  test('configures the install scripts that pnpm 12 prompts for, except those already configured', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write(
      'pnpm-workspace.yaml',
      'packages: []\nonlyBuiltDependencies: [esbuild]\nallowBuilds: { nx: true }\n',
    );
    await extension(tree, hello);
    const { allowBuilds } = parse(tree.read('pnpm-workspace.yaml', 'utf8') ?? '');
    expect(allowBuilds).toMatchObject({ nx: true, '@swc/core': false });
    expect(allowBuilds).not.toHaveProperty('esbuild');
  });

  test('registers the plugin once', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await extension(tree, hello);
    await extension(tree, { directory: 'extensions/two' });
    expect(jsonAt(tree, 'nx.json').plugins).toEqual(['@ddext-oauth/nx']);
  });

  test('configures formatting if the workspace uses Biome', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    tree.write('biome.json', '{}');
    await extension(tree, hello);
    expect(jsonAt(tree, 'extensions/hello/biome.json')).toMatchObject({
      root: false,
      $schema: '../../node_modules/@biomejs/biome/configuration_schema.json',
    });
  });

  test('records its folder, and the command that creates it there again', async () => {
    const tree = workspaceTree('pnpm-lock.yaml');
    await extension(tree, { ...hello, provider: ['github'], port: 51234 });
    const { command, options } = jsonAt(tree, 'extensions/hello/ddext-oauth.json');
    expect(options.workspace).toEqual({ path: 'extensions/hello', packageManager: 'pnpm', biome: false });
    expect(command).toMatch(
      /^pnpm nx generate @ddext-oauth\/nx:extension extensions\/hello .*--port 51234 --no-interactive$/,
    );
  });
});

describe('in a workspace that npm installs', () => {
  test('lists the members in package.json, with dependencies between them without the workspace protocol', async () => {
    const tree = workspaceTree('package-lock.json');
    await extension(tree, hello);
    expect(jsonAt(tree, 'package.json').workspaces).toEqual(['extensions/hello', 'extensions/hello/*']);
    expect(tree.exists('pnpm-workspace.yaml')).toBe(false);
    expect(jsonAt(tree, 'extensions/hello/ui/package.json').dependencies['@hello/auth']).toBe('*');
  });

  test('extends an existing list of members at its place', async () => {
    const tree = workspaceTree('package-lock.json');
    tree.write(
      'package.json',
      JSON.stringify({ name: 'host', workspaces: { packages: ['apps/*'], nohoist: [] } }),
    );
    await extension(tree, hello);
    expect(jsonAt(tree, 'package.json').workspaces).toEqual({
      packages: ['apps/*', 'extensions/hello', 'extensions/hello/*'],
      nohoist: [],
    });
  });
});

test('twenty extensions share a workspace', async () => {
  const tree = workspaceTree('pnpm-lock.yaml');
  tree.write('pnpm-workspace.yaml', 'packages:\n  - extensions/*\n  - extensions/*/*\n');
  const names = Array.from({ length: 20 }, (_, index) => `extension-${index + 1}`);
  for (const name of names) await extension(tree, { directory: `extensions/${name}` });
  expect(tree.children('extensions').sort()).toEqual([...names].sort());
  expect(parse(tree.read('pnpm-workspace.yaml', 'utf8') ?? '').packages).toHaveLength(2);
});

describe('is rejected without writing a file:', () => {
  const refused: readonly [why: string, files: Record<string, string>, schema: object, message: RegExp][] = [
    [
      'a folder that is not empty',
      { 'extensions/hello/notes.md': 'mine' },
      {},
      /extensions\/hello is not empty \(it contains notes\.md\); choose a new directory/,
    ],
    ['a file at the path of a folder', { extensions: 'a file' }, {}, /extensions is a file, not a folder/],
    [
      'a folder outside the workspace',
      {},
      { directory: '../hello' },
      /is not a folder for hello in the workspace; use one below its root/,
    ],
    ['an absolute path', {}, { directory: '/tmp/hello' }, /is not a folder for .* in the workspace/],
    ['the root', {}, { directory: '.' }, /cannot name an extension|is not a folder for .* in the workspace/],
    [
      'an invalid name',
      {},
      { directory: 'extensions/Bad Name!' },
      /cannot name an extension: .* try "bad-name"/,
    ],
    ['an unknown provider', {}, { provider: ['githbu'] }, /Unknown provider "githbu"; did you mean github\?/],
    [
      'an existing project with that name',
      { 'packages/a/package.json': '{"name": "@hello/ui"}' },
      {},
      /A project @hello\/ui already exists in packages\/a/,
    ],
    [
      'a pattern that excludes the folder',
      { 'pnpm-workspace.yaml': "packages: ['!extensions/**']" },
      {},
      /The pattern !extensions\/\*\* excludes extensions\/hello/,
    ],
  ];
  test.each(refused)('%s', async (_, files, schema, message) => {
    const tree = workspaceTree('pnpm-lock.yaml');
    for (const [path, text] of Object.entries(files)) tree.write(path, text);
    await expect(extension(tree, { ...hello, ...schema })).rejects.toThrow(message);
  });

  test('a workspace of another package manager', async () => {
    await expect(extension(workspaceTree('yarn.lock'), hello)).rejects.toThrow(
      'The workspace uses yarn, but an extension requires pnpm or npm',
    );
  });
});
