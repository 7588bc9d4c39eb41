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

describe('an extension in a workspace that is there', () => {
  test('has none of the files that belong to a root, and all the others', () => {
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

  test('finds the tools of the workspace from however deep it is', () => {
    for (const [path, up] of [
      ['hello', '../../'],
      ['a/b/hello', '../../../../'],
    ] as const) {
      expect(textOf({ path }, 'auth/package.json')).toContain(` ${up}node_modules/jest/bin/jest.js`);
    }
  });

  test('has tasks that Nx caches whatever nx.json says, and that depend on its own files', () => {
    const { nx } = JSON.parse(textOf({}, 'ui/package.json'));
    expect(nx.namedInputs.default).toEqual(['{projectRoot}/**/*', '{workspaceRoot}/extensions/hello/*']);
    expect(Object.keys(nx.targets)).toEqual(['build', 'test', 'typecheck']);
    for (const target of Object.values(nx.targets)) expect(target).toMatchObject({ cache: true });
    expect(Object.keys(JSON.parse(textOf({}, 'auth/package.json')).nx.targets)).toEqual([
      'test',
      'typecheck',
    ]);
  });

  test('is formatted as it is written where Biome looks at it', () => {
    expect(textOf({ biome: true }, 'biome.json')).toContain('"root": false');
  });

  test('is installed by npm without a protocol that npm does not know', () => {
    const manifest = textOf({ packageManager: 'npm' }, 'ui/package.json');
    expect(JSON.parse(manifest).dependencies['@hello/auth']).toBe('*');
    expect(textOf({ packageManager: 'npm' }, 'README.md')).not.toContain('pnpm');
  });

  test('takes into its image what the workspace has built, and sends the engine nothing else', () => {
    expect(textOf({}, 'Dockerfile')).not.toContain('pnpm install');
    expect(textOf({}, 'Dockerfile')).toContain('COPY ui/dist /ui');
    expect(textOf({}, '.dockerignore')).toMatch(/^\*$/m);
  });

  test('is made again by the generator, from the record of where it is', () => {
    expect(commandLine(shared())).toMatch(
      /^pnpm nx generate @ddext-oauth\/nx:extension extensions\/hello --strategy .* --no-interactive$/,
    );
    expect(commandLine(shared({ packageManager: 'npm' }))).toMatch(/^npx nx generate /);
    const record = readRecord(textOf({}, 'ddext-oauth.json'));
    expect(resolveOptions(record.options).options).toEqual(shared());
  });

  test('stays there when its options change', () => {
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
  '%j is no folder of a workspace for hello',
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
])('the folder name %j of a workspace is refused, with what a name may hold', (folder) => {
  expect(() => shared({ path: `${folder}/hello` })).toThrow(
    `The folder name ${JSON.stringify(folder)} in ${JSON.stringify(`${folder}/hello`)} is not supported; use letters, digits, spaces and "_", "-", ".", "@", "+", such as extensions/hello.`,
  );
});

test.each(['docker extensions', '@acme', 'größe', '漢字', 'v1.2_rc+3', '.hidden'])(
  'the folder name %j of a workspace is accepted and stays what it is in every package.json',
  (folder) => {
    const { nx } = JSON.parse(textOf({ path: `${folder}/hello` }, 'ui/package.json'));
    expect(nx.namedInputs.default).toContain(`{workspaceRoot}/${folder}/hello/*`);
  },
);

test('a workspace of another package manager is refused', () => {
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
