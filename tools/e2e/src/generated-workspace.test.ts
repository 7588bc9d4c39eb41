import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { childEnvironment } from './support/child-environment.mjs';
import { create, directory, fingerprint, run, workspace } from './support/workspace.ts';

const read = (path: string) => readFileSync(join(workspace, path), 'utf8');

describe('a new workspace', () => {
  test('type-checks, passes its tests and builds', async () => {
    const { NX_ISOLATE_PLUGINS: _, ...env }: NodeJS.ProcessEnv = childEnvironment;
    const targets = ['typecheck', 'test', 'build'];
    const output = await run('nx', ['run-many', '-t', ...targets, '--output-style=static'], { env });
    expect(output).toContain('Successfully ran targets typecheck, test, build for 3 projects');
    for (const project of ['auth', 'backend', 'ui']) {
      expect(output).toMatch(new RegExp(`nx run @signed-in/${project}:test`));
    }
    expect(output.match(/Tests: +\d+ passed, \d+ total/g)).toHaveLength(3);
  });

  test('has no lint or format finding', async () => {
    expect(await run('pnpm', ['lint'])).toMatch(/Checked \d+ files.*No fixes applied/);
  });

  test('has no lint or format finding in a clone with core.autocrlf=true, the default of Git for Windows', async () => {
    const clone = join(directory, 'clone-on-windows');
    await run('git', ['-c', 'core.autocrlf=true', 'clone', '--quiet', workspace, clone]);
    const biome = join(workspace, 'node_modules/.bin/biome');
    expect(await run(biome, ['check', '--error-on-warnings'], { cwd: clone })).toContain('No fixes applied');
  });

  test('has only keys in metadata.json that Docker documents, because the validator rejects others', () => {
    const metadata = JSON.parse(read('metadata.json'));
    const keys = (value: object, path = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === 'object' ? keys(inner, `${path}${key}.`) : `${path}${key}`,
      );
    expect(keys(metadata).sort()).toEqual([
      'icon',
      'ui.dashboard-tab.backend.socket',
      'ui.dashboard-tab.root',
      'ui.dashboard-tab.src',
      'ui.dashboard-tab.title',
      'vm.composefile',
      'vm.exposes.socket',
    ]);
    expect(metadata.vm.exposes).toEqual(metadata.ui['dashboard-tab'].backend);
  });

  test('has its backend in one file', () => {
    expect(readdirSync(join(workspace, 'backend/dist'))).toEqual(['backend.mjs']);
  });

  test('is a git repository with every file committed and no secret to commit', async () => {
    expect(await run('git', ['status', '--porcelain'])).toBe('');
    const tracked = (await run('git', ['ls-files'])).split('\n');
    expect(tracked).toContain('pnpm-lock.yaml');
    expect(tracked).toContain('.env.example');
    expect(tracked).not.toContain('.env');
    expect(tracked.some((path) => path.includes('node_modules'))).toBe(false);
  });

  test('has no prompts when a user runs Nx in it', () => {
    expect(JSON.parse(read('nx.json'))).toMatchObject({ analytics: false, neverConnectToCloud: true });
  });

  test('records the command that creates it again', async () => {
    const recorded = JSON.parse(read('ddext-oauth.json'));
    expect(recorded.command).toMatch(
      /^npm run create -- signed-in --strategy backend-callback --hosts docker,rancher,podman --provider oidc /,
    );
    const flags = recorded.command.split(' signed-in ')[1].match(/"[^"]*"|'[^']*'|\S+/g) as string[];
    const unquoted = flags.map((flag) => flag.replace(/^(['"])(.*)\1$/, '$2'));
    await mkdir(join(directory, 'again'));
    const again = await create('again/signed-in', ...unquoted, '--no-install', '--no-git');
    const paths = readdirSync(again, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(again, join(parentPath, name)));
    expect(paths.length).toBeGreaterThan(40);
    const inBoth = (path: string) =>
      readFileSync(join(workspace, path)).equals(readFileSync(join(again, path)));
    expect(paths.filter((path) => !inBoth(path))).toEqual([]);
  });
});

test('two runs with the same options give identical trees', async () => {
  const flags = [
    '--image',
    'acme/twin',
    '--title',
    'Twin',
    '--provider',
    'github',
    '--no-install',
    '--no-git',
  ];
  for (const place of ['one', 'two']) await mkdir(join(directory, place));
  const [one, two] = [await create('one/twin', ...flags), await create('two/twin', ...flags)];
  expect(fingerprint(one)).toEqual(fingerprint(two));
  expect(Object.keys(fingerprint(one)).length).toBeGreaterThan(40);
});

test.each([
  '--strategy backend-callback',
  '--strategy extension-tab',
  '--strategy extension-tab --redirect bridge',
  '--strategy extension-tab --exchange ui',
])(
  'with %s, the longest names and a title with special characters, has no lint or format finding',
  async (flags) => {
    const name = 'an-extension-'.repeat(5).slice(0, 64);
    const path = await create(
      join(await mkdtemp(join(directory, 'long-')), name),
      '--image',
      `${'an-organisation-'.repeat(2)}ltd/${name}`,
      '--title',
      `It's "signed in" & \\o/`,
      ...flags.split(' '),
      '--no-install',
      '--no-git',
    );
    const biome = join(workspace, 'node_modules/.bin/biome');
    expect(await run(biome, ['check', '--error-on-warnings'], { cwd: path })).toContain('No fixes applied');
  },
);
