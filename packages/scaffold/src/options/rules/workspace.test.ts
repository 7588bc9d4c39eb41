import { describe, expect, test } from '@jest/globals';
import { registryPackages } from '../../plan/packages.ts';
import { createPlan } from '../../plan/plan.ts';
import { changeExtension, readExtension, readRecord } from '../../update/index.ts';
import { commandLine } from '../command-line.ts';
import { type RawOptions, resolveOptions } from '../options.ts';
import type { SharedWorkspace } from './workspace.ts';

const packages = registryPackages();
const workspace: SharedWorkspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: false };
const shared = (changes: Partial<SharedWorkspace> = {}, raw: RawOptions = {}) =>
  resolveOptions({ directory: 'hello', workspace: { ...workspace, ...changes }, ...raw }).options;
const textOf = (changes: Partial<SharedWorkspace>, path: string) =>
  String(createPlan(shared(changes), { packages }).get(path));

describe('an extension in an existing workspace', () => {
  test('has all files except those of a workspace root', () => {
    const alone = createPlan(resolveOptions({ directory: 'hello' }).options, { packages });
    const paths = [...createPlan(shared(), { packages }).keys()];
    expect([...alone.keys()].filter((path) => !paths.includes(path))).toEqual([
      '.github/dependabot.yml',
      '.github/workflows/ci.yml',
      '.vscode/extensions.json',
      '.vscode/launch.json',
      '.vscode/settings.json',
      'LICENSE',
      'biome.json',
      'nx.json',
      'pnpm-workspace.yaml',
    ]);
    expect(paths.filter((path) => !alone.has(path))).toEqual(['ddext-check.json']);
  });

  test('finds the tools of the workspace from any depth', () => {
    for (const [path, up] of [
      ['hello', '../../'],
      ['a/b/hello', '../../../../'],
    ] as const) {
      expect(textOf({ path }, 'auth/package.json')).toContain(` ${up}node_modules/jest/bin/jest.js`);
    }
  });

  test('has tasks that Nx caches for any nx.json, and that depend on its files', () => {
    const { nx } = JSON.parse(textOf({}, 'ui/package.json'));
    expect(nx.namedInputs.default).toEqual(['{projectRoot}/**/*', '{workspaceRoot}/extensions/hello/*']);
    expect(Object.keys(nx.targets)).toEqual(['build', 'test', 'typecheck']);
    for (const target of Object.values(nx.targets)) expect(target).toMatchObject({ cache: true });
    expect(Object.keys(JSON.parse(textOf({}, 'auth/package.json')).nx.targets)).toEqual([
      'test',
      'typecheck',
    ]);
  });

  test('is formatted as generated if Biome checks it', () => {
    expect(textOf({ biome: true }, 'biome.json')).toContain('"root": false');
  });

  test('is installed by npm without protocols that npm does not support', () => {
    const manifest = textOf({ packageManager: 'npm' }, 'ui/package.json');
    expect(JSON.parse(manifest).dependencies['@hello/auth']).toBe('*');
    expect(textOf({ packageManager: 'npm' }, 'README.md')).not.toContain('pnpm');
  });

  test('copies the build output of the workspace into its image, and sends nothing else to the engine', () => {
    expect(textOf({}, 'Dockerfile')).not.toContain('pnpm install');
    expect(textOf({}, 'Dockerfile')).toContain('COPY ui/dist /ui');
    expect(textOf({}, '.dockerignore')).toMatch(/^\*$/m);
  });

  test('is created again by the generator from the recorded folder', () => {
    expect(commandLine(shared())).toMatch(
      /^pnpm nx generate @ddext-oauth\/nx:extension extensions\/hello --strategy .* --no-interactive$/,
    );
    expect(commandLine(shared({ packageManager: 'npm' }))).toMatch(/^npx nx generate /);
    const record = readRecord(textOf({}, 'ddext-oauth.json'));
    expect(resolveOptions(record.options).options).toEqual(shared());
  });

  test('keeps its folder when its options change', () => {
    const plan = createPlan(shared(), { packages });
    const read = (path: string) => plan.get(path) as string | undefined;
    const { files, conflicts } = changeExtension({
      known: readExtension({ read }),
      change: { strategy: 'extension-tab', exchange: 'ui' },
      ...{ read, packages },
    });
    expect(conflicts).toEqual([]);
    expect(String(files.get('Dockerfile'))).toContain('COPY ui/dist /ui');
    expect(files.has('nx.json')).toBe(false);
  });
});

test.each(['../hello', '/hello', 'a/../hello', './hello', 'a//hello', 'node_modules/hello', 'other', ''])(
  '%j is not a folder of a workspace for hello',
  (path) => {
    expect(() => shared({ path })).toThrow(
      'is not a folder for hello in the workspace; use one below its root, such as extensions/hello.',
    );
  },
);

test.each([
  'a"b',
  'a\nb',
  'a\\b',
  '{projectRoot}',
  'e*',
  '[id]',
  '(group)',
  '!a',
  "a'b",
  'a`b',
  '$HOME',
  '-flag',
  ' a',
  'a ',
  'a:b',
  'a\u202eb',
  'a,b',
  'a#b',
  'a;b',
  '\ud83d',
])('the folder name %j of a workspace is rejected with the allowed characters', (folder) => {
  expect(() => shared({ path: `${folder}/hello` })).toThrow(
    `The folder name ${JSON.stringify(folder)} in ${JSON.stringify(`${folder}/hello`)} is not supported; use letters, digits, spaces and "_", "-", ".", "@", "+", such as extensions/hello.`,
  );
});

test.each(['docker extensions', '@acme', 'größe', '漢字', 'v1.2_rc+3', '.hidden'])(
  'the folder name %j of a workspace is accepted and unchanged in every package.json',
  (folder) => {
    const { nx } = JSON.parse(textOf({ path: `${folder}/hello` }, 'ui/package.json'));
    expect(nx.namedInputs.default).toContain(`{workspaceRoot}/${folder}/hello/*`);
  },
);

test('a workspace of another package manager is rejected', () => {
  expect(() => shared({ packageManager: 'yarn' as never })).toThrow(
    'The workspace uses yarn, but an extension requires pnpm or npm; change to one of them first.',
  );
});

test.each([{}, { ...workspace, biome: 'yes' }, 'extensions/hello'])(
  'a record of the workspace %j is damaged',
  (value) => {
    const record = JSON.parse(textOf({}, 'ddext-oauth.json'));
    record.options.workspace = value;
    expect(() => readRecord(JSON.stringify(record))).toThrow('ddext-oauth.json is damaged; restore it');
  },
);
