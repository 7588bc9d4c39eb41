import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pnpmSpec } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { type Place, place, run, runToEnd, stub, stubPnpm } from './testing/command.ts';
import { treeOf } from './testing/tree.ts';

const git = ({ env }: Place, cwd: string, ...parameters: string[]) =>
  runToEnd('git', parameters, { cwd, env }).stdout.trim();

const privateFiles = ['', 'auth/', 'backend/', 'ui/'].flatMap((folder) =>
  [
    '.env',
    '.env.local',
    '.env.production',
    '.npmrc',
    'tls.pem',
    'tls.key',
    'tls.p12',
    'tls.pfx',
    'id_rsa',
  ].map((name) => `${folder}${name}`),
);

describe('installing', () => {
  test('uses pnpm if it is on the PATH, without input, and shows its stderr', async () => {
    const here = await place();
    await stubPnpm(here, 'echo "pnpm $*"; cat; echo lock > pnpm-lock.yaml');
    const ended = await run(here, ['x', '--yes', '--no-git']);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('  cd x\n  pnpm dev\n') });
    expect(ended.stderr).toMatch(
      /^Installing dependencies with pnpm…\npnpm install\nInstalled in \d+\.\d s\.\n$/,
    );
    expect(await treeOf(join(here.cwd, 'x'))).toHaveProperty(['pnpm-lock.yaml']);
  });

  test('uses npx if the pnpm on the PATH is older than 10, and prints how to update it', async () => {
    const here = await place();
    await stubPnpm(here, 'exit 1', '9.15.9');
    await stub(here, 'npx', 'echo "npx $*"; echo lock > pnpm-lock.yaml');
    const ended = await run(here, ['x', '--yes', '--no-git']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(
      `Warning: pnpm 9.15.9 on your PATH is too old for this workspace. Update it: npm install --global ${pnpmSpec}\n`,
    );
    expect(ended.stderr).toContain(`\nnpx --yes ${pnpmSpec} install\n`);
  });

  test('uses npx if the pnpm on the PATH does not start, such as pnpm 11 with Node.js 20, and prints the fix', async () => {
    const here = await place();
    const reason = 'warn: This version of pnpm requires at least Node.js v22.13';
    await stub(here, 'pnpm', `echo '${reason}' >&2; echo 'Error: node:sqlite' >&2; exit 1`);
    await stub(here, 'npx', 'echo "npx $*"; echo lock > pnpm-lock.yaml');
    const ended = await run(here, ['x', '--yes', '--no-git']);
    expect(ended.code).toBe(0);
    const warning = `pnpm on your PATH failed (${reason}). Install the version of this workspace: npm install --global ${pnpmSpec}`;
    expect(ended.stderr).toContain(`Warning: ${warning}\n`);
    expect(ended.stderr).toContain(`\nnpx --yes ${pnpmSpec} install\n`);
    expect(ended.stdout).toContain(`  npx --yes ${pnpmSpec} dev\n`);
    const { stdout } = await run(here, ['y', '--yes', '--no-git', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ installed: true, warnings: [warning] });
  });

  test.each(['10.0.0', '11.5.2', 'not a version'])('uses a pnpm with the version %s', async (version) => {
    const here = await place();
    await stubPnpm(here, 'echo "pnpm $*"', version);
    const ended = await run(here, ['x', '--yes', '--no-git']);
    expect(ended.stderr).toMatch(
      /^Installing dependencies with pnpm…\npnpm install\nInstalled in \d+\.\d s\.\n$/,
    );
  });

  test('uses npx if there is no pnpm', async () => {
    const here = await place();
    await rm(join(here.bin, 'pnpm'));
    await stub(here, 'npx', 'echo "npx $*"');
    const ended = await run(here, ['x', '--yes', '--no-git'], { env: { PATH: here.bin } });
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`\nnpx --yes ${pnpmSpec} install\n`),
    });
    expect(ended.stderr).toContain(
      `Warning: pnpm is not on your PATH; where the README says pnpm, type npx --yes ${pnpmSpec}`,
    );
    expect(ended.stdout).toContain(
      `  cd x\n  npx --yes ${pnpmSpec} dev\n  npx --yes ${pnpmSpec} nx run-many -t test\n\nnpx --yes ${pnpmSpec} dev includes`,
    );
  });

  test.each([
    ['fails', 'exit 1', 'exit code 1'],
    ['is killed', 'kill -9 $$', 'exit code 128'],
  ])('that %s keeps the extension, and prints how to continue', async (_, script, reason) => {
    const here = await place();
    await stubPnpm(here, script);
    const ended = await run(here, ['my ext/../x', '--yes']);
    expect(ended).toMatchObject({ code: 6, signal: null, stdout: '' });
    expect(ended.stderr).toContain(
      `Error: The extension is complete, but its dependencies are not installed: pnpm install failed (${reason}); try again with: cd "my ext/../x" && pnpm install\n`,
    );
    const kept = await treeOf(join(here.cwd, 'x'));
    await run(here, ['again/x', '--yes', '--no-install', '--no-git']);
    expect(kept).toEqual(await treeOf(join(here.cwd, 'again/x')));
  });

  test('reports that neither pnpm nor npx exists', async () => {
    const here = await place();
    await rm(join(here.bin, 'pnpm'));
    const ended = await run(here, ['x', '--json'], { env: { PATH: here.bin } });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      ok: false,
      error: { code: 'install-failed', exitCode: 6, message: expect.stringContaining('cannot be started') },
    });
  });
});

describe.each([
  ['npm', 'npm/11.6.2 node/v24.11.0 linux x64 workspaces/false'],
  ['yarn', 'yarn/1.22.22 npm/? node/v24.11.0 linux x64'],
  ['bun', 'bun/1.3.0 npm/? node/v24.3.0 linux x64'],
  ['npx pnpm', 'pnpm/10.0.0 npm/? node/v24.11.0 linux x64'],
])('started by %s', (_, agent) => {
  test('creates the same workspace as pnpm, and installs it with pnpm', async () => {
    const here = await place();
    await stubPnpm(here, 'echo lock > pnpm-lock.yaml');
    const started = { env: { npm_config_user_agent: agent } };
    expect(await run(here, ['a/x', '--yes', '--no-git'], started)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('  cd a/x\n  pnpm dev\n'),
    });
    await run(here, ['b/x', '--yes', '--no-git']);
    const tree = await treeOf(join(here.cwd, 'a/x'));
    expect(tree).toEqual(await treeOf(join(here.cwd, 'b/x')));
    expect(tree).toHaveProperty(['pnpm-workspace.yaml']);
  });

  test('uses npx if only the starting package manager has a pnpm on its PATH', async () => {
    const here = await place();
    const borrowed = join(here.bin, 'node_modules/.bin');
    await mkdir(borrowed, { recursive: true });
    await rename(join(here.bin, 'pnpm'), join(borrowed, 'pnpm'));
    await stub(here, 'npx', 'echo "npx $*"');
    const ended = await run(here, ['x', '--yes', '--no-git'], {
      env: { npm_config_user_agent: agent, PATH: `${borrowed}:${here.bin}` },
    });
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`  npx --yes ${pnpmSpec} dev\n`),
      stderr: expect.stringContaining(`\nnpx --yes ${pnpmSpec} install\n`),
    });
  });
});

describe('Git', () => {
  test('has all files in its first commit, including the lockfile', async () => {
    const here = await place();
    await stubPnpm(here, 'echo lock > pnpm-lock.yaml');
    expect(await run(here, ['x', '--yes'])).toMatchObject({ code: 0 });
    const path = join(here.cwd, 'x');
    expect(git(here, path, 'status', '--porcelain')).toBe('');
    expect(git(here, path, 'ls-files').split('\n')).toEqual(
      expect.arrayContaining(['package.json', 'pnpm-lock.yaml']),
    );
    expect(git(here, path, 'rev-list', '--count', 'HEAD')).toBe('1');
  });

  test('starts on main, which CI and nx.json name, for any init.defaultBranch', async () => {
    const here = await place();
    const env = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'init.defaultBranch',
      GIT_CONFIG_VALUE_0: 'trunk',
    };
    expect(await run(here, ['x', '--yes', '--no-install'], { env })).toMatchObject({ code: 0 });
    const path = join(here.cwd, 'x');
    expect(git(here, path, 'branch', '--format', '%(refname:short)')).toBe('main');
    expect(JSON.parse(await readFile(join(path, 'nx.json'), 'utf8')).defaultBase).toBe('main');
    expect(await readFile(join(path, '.github/workflows/ci.yml'), 'utf8')).toContain('branches: [main]');
  });

  test('does not commit settings, credentials and keys in any folder', async () => {
    const here = await place();
    expect(await run(here, ['x', '--yes', '--no-install'])).toMatchObject({ code: 0 });
    const path = join(here.cwd, 'x');
    for (const file of privateFiles) await writeFile(join(path, file), 'private');
    expect(git(here, path, 'status', '--porcelain', '--untracked-files=all')).toBe('');
    expect(git(here, path, 'ls-files').split('\n')).toContain('.env.example');
  });

  test('is not created inside an existing repository', async () => {
    const here = await place();
    git(here, here.cwd, 'init', '--quiet');
    const ended = await run(here, ['x', '--yes', '--no-install']);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('in a Git repository already') });
    expect(await treeOf(join(here.cwd, 'x'))).not.toHaveProperty(['.git']);
  });

  test('ignores the environment variables of a Git hook', async () => {
    const here = await place();
    const other = join(here.cwd, 'other');
    await mkdir(other);
    git(here, other, 'init', '--quiet');
    await run(here, ['x', '--yes', '--no-install'], { env: { GIT_DIR: join(other, '.git') } });
    expect(git(here, join(here.cwd, 'x'), 'rev-list', '--count', 'HEAD')).toBe('1');
  });

  test('is reported if Git is not installed, without a failure', async () => {
    const here = await place();
    const ended = await run(here, ['x', '--yes', '--no-install'], { env: { PATH: here.bin } });
    expect(ended).toMatchObject({
      code: 0,
      stderr: 'Warning: Git is not installed, so nothing is under version control.\n',
    });
  });

  test('is created without a commit and with a warning if Git has no identity', async () => {
    const here = await place();
    await writeFile(join(here.env.HOME ?? '', '.gitconfig'), '[user]\n  useConfigOnly = true\n');
    const anonymous = {
      GIT_AUTHOR_NAME: '',
      GIT_AUTHOR_EMAIL: '',
      GIT_COMMITTER_NAME: '',
      GIT_COMMITTER_EMAIL: '',
    };
    const ended = await run(here, ['x', '--yes', '--no-install'], {
      env: Object.fromEntries(Object.keys(anonymous).map((name) => [name, undefined])),
    });
    expect(ended).toMatchObject({
      code: 0,
      stderr: 'Warning: Git is set up, but nothing is committed: it does not know your name and email.\n',
    });
    expect(await readFile(join(here.cwd, 'x/.git/HEAD'), 'utf8')).toContain('refs/heads/');
    expect(() => git(here, join(here.cwd, 'x'), 'rev-parse', '--verify', '--quiet', 'HEAD')).toThrow();
  });
});
