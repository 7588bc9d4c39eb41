import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { ProjectConfiguration } from './devkit.ts';
import { createDependencies, createNodes, createNodesV2 } from './plugin.ts';

const workspaces: string[] = [];
afterEach(() => {
  for (const path of workspaces.splice(0)) rmSync(path, { recursive: true });
});

const METADATA = JSON.stringify({ icon: 'icon.svg', ui: { 'dashboard-tab': { title: 'Hello' } } });

/** Infers the projects of a workspace with these files. */
async function inferred(files: Readonly<Record<string, string>>) {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
  workspaces.push(workspaceRoot);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  }
  const [, infer] = createNodes;
  const found = Object.keys(files).filter((path) => path.endsWith('metadata.json'));
  const results = await infer(found, undefined, { workspaceRoot, nxJsonConfiguration: {} });
  return Object.assign({}, ...results.map(([, { projects }]) => projects)) as Record<
    string,
    ProjectConfiguration
  >;
}

describe('a folder with metadata.json and a Dockerfile', () => {
  test('is an extension with targets, named after its package.json', async () => {
    const { 'extensions/hello': project } = await inferred({
      'extensions/hello/metadata.json': METADATA,
      'extensions/hello/Dockerfile': 'FROM scratch',
      'extensions/hello/package.json': '{"name": "hello", "scripts": {"dev": "ddext-simulator"}}',
      'extensions/hello/ddext-oauth.json': '{"options": {"image": "acme/hello"}}',
    });
    expect(project?.name).toBe('hello');
    expect(Object.keys(project?.targets ?? {})).toEqual(['dev', 'check', 'image', 'install-extension']);
    expect(project?.targets?.image).toMatchObject({
      options: { command: 'docker build --tag acme/hello:dev .', cwd: '{projectRoot}' },
      dependsOn: ['^build'],
    });
    expect(project?.targets?.['install-extension']).toMatchObject({
      options: { command: 'docker extension install acme/hello:dev --force' },
      dependsOn: ['image'],
    });
  });

  test('uses the image of extension.ts, also if the record has another one', async () => {
    const { a: project } = await inferred({
      'a/metadata.json': METADATA,
      'a/Dockerfile': '',
      'a/ddext-oauth.json': '{"options": {"image": "acme/hello"}}',
      'a/auth/src/extension.ts': "export const extension = { id: 'acme/renamed' } as const;\n",
    });
    expect(project?.targets?.image?.options.command).toBe('docker build --tag acme/renamed:dev .');
    expect(project?.targets?.['install-extension']?.options.command).toContain('acme/renamed:dev');
  });

  test('can be the root of the workspace, whose Dockerfile builds all projects', async () => {
    const { '.': project } = await inferred({
      'metadata.json': METADATA,
      Dockerfile: 'FROM scratch',
      'package.json': '{"name": "hello"}',
    });
    expect(project?.targets?.image?.dependsOn).toBeUndefined();
  });

  test('has a continuous dev target if it has a dev script', async () => {
    const files = { 'a/metadata.json': METADATA, 'a/Dockerfile': '' };
    expect((await inferred(files)).a?.targets?.dev).toBeUndefined();
    const scripted = await inferred({ ...files, 'a/package.json': '{"scripts": {"dev": "vite"}}' });
    expect(scripted.a?.targets?.dev).toMatchObject({
      executor: 'nx:run-script',
      options: { script: 'dev' },
      continuous: true,
    });
  });

  test('is named after the folder if no file names it', async () => {
    const { 'a/hello': project } = await inferred({
      'a/hello/metadata.json': METADATA,
      'a/hello/Dockerfile': '',
    });
    expect(project?.name).toBe('hello');
    expect(project?.targets?.image?.options.command).toBe('docker build --tag hello:dev .');
  });

  test('is an extension even if metadata.json does not parse, so that check can report it', async () => {
    const { a: project } = await inferred({ 'a/metadata.json': '{', 'a/Dockerfile': '' });
    expect(project?.targets?.check?.options.command).toBe('ddext-check');
  });
});

test('only the check is cached, because Nx cannot detect whether an image exists', async () => {
  const { a: project } = await inferred({
    'a/metadata.json': METADATA,
    'a/Dockerfile': '',
    'a/package.json': '{"scripts": {"dev": "vite"}}',
  });
  const cached = Object.entries(project?.targets ?? {}).filter(([, { cache }]) => cache);
  expect(cached.map(([name]) => name)).toEqual(['check']);
});

test.each([
  ['without a Dockerfile', { 'a/metadata.json': METADATA }],
  ['with an unrelated metadata.json', { 'a/metadata.json': '{"title": "x"}', 'a/Dockerfile': '' }],
  ['whose metadata.json is not an object', { 'a/metadata.json': '"ui"', 'a/Dockerfile': '' }],
])('a folder %s is not an extension', async (_, files) => {
  expect(await inferred(files as Record<string, string>)).toEqual({});
});

test('an extension depends only on the projects that it consists of', async () => {
  const project = (root: string, extension = false): ProjectConfiguration => ({
    root,
    targets: extension ? { 'install-extension': {} } : {},
  });
  const projects = {
    hello: project('extensions/hello', true),
    '@hello/ui': project('extensions/hello/ui'),
    '@hello/auth': project('extensions/hello/auth'),
    other: project('extensions/other', true),
    '@other/ui': project('extensions/other/ui'),
    ui: project('ui'),
  };
  const found = await createDependencies(undefined, { projects } as never);
  expect(found.map(({ source, target, type }) => [source, target, type])).toEqual([
    ['hello', '@hello/ui', 'implicit'],
    ['hello', '@hello/auth', 'implicit'],
    ['other', '@other/ui', 'implicit'],
  ]);
});

test('exports the inference under the names that Nx 20 to 24 look for', () => {
  expect(createNodesV2).toBe(createNodes);
});

test('the module that Nx loads for its graph is small and needs only Node.js', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [new URL('plugin.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    outdir: 'out',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  expect(imports.filter((path) => !builtinModules.includes(path.replace('node:', '')))).toEqual([]);
  expect(outputFiles[0]?.text.length).toBeLessThan(10_000);
});
