import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { place, run, runToEnd, stubPnpm } from './testing/command.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

const UNPRIVILEGED_UID = 65_534;
const QUIET = ['--yes', '--no-install', '--no-git'];

describe('a path with spaces, quotes and letters of other scripts', () => {
  const folder = `Zoë's “files” – 漢字 & $HOME`;

  test('contains the same extension as any other path, its dependencies and its first commit', async () => {
    const here = await place();
    const cwd = join(here.cwd, folder);
    await mkdir(cwd);
    await stubPnpm(here, 'echo "$PWD" > pnpm-lock.yaml');
    expect(await run(here, ['x', '--yes'], { cwd })).toMatchObject({ code: 0 });
    const status = runToEnd('git', ['status', '--porcelain'], { cwd: join(cwd, 'x'), env: here.env });
    expect(status.stdout).toBe('');
    await run(here, ['y/x', ...QUIET]);
    const withoutGit = Object.entries(await treeOf(join(cwd, 'x'))).filter(
      ([path]) => !path.startsWith('.git/'),
    );
    const { '.git': _git, 'pnpm-lock.yaml': lock, ...made } = Object.fromEntries(withoutGit);
    expect(lock).not.toBeUndefined();
    expect(made).toEqual(await treeOf(join(here.cwd, 'y/x')));
  });

  test('is quoted in commands to type', async () => {
    const here = await place();
    const { stdout } = await run(here, [`${folder}/x`, ...QUIET]);
    const [, change = ''] = stdout.match(/^ {2}(cd .*)$/m) ?? [];
    const ls = runToEnd('sh', ['-c', `${change} && ls package.json`], here);
    expect(ls.stdout).toBe('package.json\n');
  });
});

describe('a home', () => {
  // Root can write everywhere, so the command runs as another user.
  const otherUser = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_UID } : {};

  test.each([
    ['that is not writable', async (home: string) => chmod(home, 0o555)],
    ['that does not exist', async (home: string) => rm(home, { recursive: true })],
  ])('%s is not needed', async (_, spoil) => {
    const here = await place();
    await chmod(here.cwd, 0o777);
    await spoil(here.env.HOME ?? '');
    const ended = await run(here, ['x', '--yes'], otherUser);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('Installed in') });
    expect(await treeOf(join(here.cwd, 'x'))).toHaveProperty(['package.json']);
  });
});

/** Reports on stderr each network access of the process that loads it. */
const WATCH = `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const tell = (what) => { process.stderr.write('NETWORK ' + what + '\\n'); throw new Error('no network here'); };
const [net, dns, dgram] = ['net', 'dns', 'dgram'].map((name) => require('node:' + name));
net.Socket.prototype.connect = () => tell('connect');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) dns[name] = dns.promises[name] = () => tell('dns');
dgram.createSocket = () => tell('udp');
globalThis.fetch = () => tell('fetch');
`;

describe('the network', () => {
  async function watched() {
    const here = await place();
    const file = join(here.bin, 'watch.mjs');
    await writeFile(file, WATCH);
    return { ...here, env: { ...here.env, NODE_OPTIONS: `--import=${pathToFileURL(file)}` } };
  }

  test.each([
    [['x', '--yes']],
    [['x', '--json', '--no-install']],
    [['x', '--dry-run', '--yes']],
    [['--help']],
    [['--version']],
    [['--print-schema']],
    [['x', '--yes', '--nope']],
  ])('is not used by %j, except by the package manager', async (parameters) => {
    const here = await watched();
    const { stdout, stderr } = await run(here, parameters);
    expect(stdout + stderr).not.toBe('');
    expect(stderr).not.toContain('NETWORK');
  });

  test('is detected by this test if it is used', async () => {
    const here = await watched();
    await writeFile(here.command, "import('node:https').then((https) => https.get('https://127.0.0.1:1'));");
    expect((await run(here, [])).stderr).toContain('NETWORK connect');
  });
});

/** Prints the modules that the command loads to stderr. */
const LOADED = `
import Module from 'node:module';
const load = Module._load;
Module._load = (name, ...more) => { process.stderr.write('LOADED ' + name + '\\n'); return load(name, ...more); };
`;

test('loads the prompt library for prompts only', async () => {
  const here = await place();
  const file = join(here.bin, 'loaded.mjs');
  await writeFile(file, LOADED);
  const there = { ...here, env: { ...here.env, NODE_OPTIONS: `--import=${pathToFileURL(file)}` } };
  const { stderr } = await run(there, ['x', ...QUIET]);
  expect(stderr).toContain('LOADED node:path');
  expect(stderr).not.toContain('LOADED node:readline');
  const { type, ended, shows } = await inTerminal(there, []);
  await shows('LOADED node:readline');
  await shows('Which directory should be created?');
  type('\u0003');
  expect(await ended).toMatchObject({ signal: 'SIGINT' });
});
