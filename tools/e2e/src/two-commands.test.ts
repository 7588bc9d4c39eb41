import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { takeLock } from '../../build/lock.mjs';
import { pnpmVersion } from '../../dev/environment.mjs';
import { childEnvironment } from './support/child-environment.mjs';
import { startDev, startUntil } from './support/dev.ts';
import { processesWith } from './support/processes.ts';
import { binOf } from './support/toolchain.ts';
import { createWithPackages, directory, exactly, run } from './support/workspace.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm start', () => {
  test('--check signs in once, prints the account, and exits', async () => {
    const output = await run('npm', ['start', '--', '--check'], { cwd: repository });
    expect(output).toContain('Signed in: Ada Lovelace <ada@example.com> with OpenID Connect');
  });

  test('--check starts the demo on another port if a program uses the first, and leaves the first unchanged', async () => {
    const { port } = JSON.parse(readFileSync(`${repository}.builds/demo.json`, 'utf8'));
    const before = statSync(`${repository}demo`);
    const blockingServer = createServer().listen(port, '127.0.0.1');
    try {
      await once(blockingServer, 'listening');
      const output = await run('npm', ['start', '--', '--check'], { cwd: repository });
      expect(output).toContain('Signed in: Ada Lovelace');
      expect(statSync(`${repository}demo`).birthtimeMs).toBe(before.birthtimeMs);
    } finally {
      blockingServer.close();
    }
  });

  test.each(['Starting the simulator', 'Asking the backend'])(
    '--check that is interrupted while "%s" leaves no process',
    async (step) => {
      const check = await startUntil(new RegExp(step), 'npm', ['start', '--', '--check'], repository);
      expect(processesWith(check.marker).length).toBeGreaterThan(1);
      const { code, signal } = await check.interrupt();
      expect(code === 0 && signal === null).toBe(false);
      expect(processesWith(check.marker)).toEqual([]);
    },
  );

  test('rejects an unknown option with a message and no stack trace', async () => {
    const refusal: unknown = await run('npm', ['start', '--', '--chekc'], { cwd: repository }).catch(String);
    expect(refusal).toContain('\nUnknown option --chekc. npm start accepts --check only.\n');
    expect(refusal).not.toMatch(/^ +at /m);
  });

  test('shows a dashboard until Ctrl-C, which stops every process it started', async () => {
    const dev = await startDev('npm', ['start'], repository);
    await expectNothingLeftAfterInterrupt(dev);
  });

  test('continues while a second npm start, which reports it, and a --check run', async () => {
    const dev = await startDev('npm', ['start'], repository);
    const second = await run('npm', ['start'], { cwd: repository });
    expect(second).toContain(`The demo is already running at ${dev.dashboardUrl}\n`);
    const check = await run('npm', ['start', '--', '--check'], { cwd: repository });
    expect(check).toContain('Signed in: Ada Lovelace');
    await expectNothingLeftAfterInterrupt(dev);
  });

  test('started twice at once serves one demo, and the other process prints its URL', async () => {
    const both = [startUntilServed(), startUntilServed()];
    const [one, other] = await Promise.all(both);
    expect(new Set([one?.url, other?.url]).size).toBe(1);
    const serving = [one, other].filter((each) => each?.started);
    expect(serving).toHaveLength(1);
    await serving[0]?.started?.interrupt();
    expect(processesWith(serving[0]?.started?.marker ?? '')).toEqual([]);
  });
});

/** Starts the demo; `started` is undefined if another `npm start` serves it. */
async function startUntilServed() {
  const pattern = /^(?:Open|The demo is already running at) http:\S+$/m;
  const started = await startUntil(pattern, 'npm', ['start'], repository);
  const [words = '', url] = started.found.split(/ (?=http:)/);
  return { url, ...(words === 'Open' && { started }) };
}

describe('npm run create', () => {
  const npmRunCreate = (...parameters: string[]) => [
    '--prefix',
    repository,
    'run',
    'create',
    '--',
    ...parameters,
  ];

  test('creates an extension in the current folder with the packages of the checkout', async () => {
    const here = await mkdtemp(join(directory, 'here-'));
    await run('npm', npmRunCreate('mine', '--yes', '--no-install', '--no-git'), { cwd: here });
    expect(readdirSync(here)).toEqual(['mine']);
    expect(readdirSync(join(here, 'mine/vendor'))).toEqual(
      ['auth', 'check', 'nx', 'providers', 'simulator'].map((name) =>
        expect.stringMatching(`^ddext-oauth-${name}-.*\\.tgz$`),
      ),
    );
  });

  test('prints a command that works without pnpm on the PATH, although the checkout has pnpm', async () => {
    const here = await mkdtemp(join(directory, 'here-'));
    const env = { ...childEnvironment, PATH: await binOf(here, ['node']) };
    const output = await run('npm', npmRunCreate('mine', '--yes', '--no-install', '--no-git'), {
      cwd: here,
      env,
    });
    expect(output).toContain(
      `Warning: pnpm is not on your PATH; where the README says pnpm, type npx --yes pnpm@${pnpmVersion}`,
    );
  });

  test('waits for another build of the checkout and reports it', async () => {
    const builds = join(repository, '.builds');
    const taken = await takeLock(join(builds, 'lock'));
    if (!('lock' in taken)) throw new Error('The lock is not free.');
    for (const record of ['stamp', 'contents']) await rm(join(builds, `prepared-${record}`), { force: true });
    const waiting = startUntil(/Waiting for another build.*/, 'npm', npmRunCreate('--version'), directory);
    const { found, ended } = await waiting;
    expect(found).toContain(`of this checkout (process ${process.pid})`);
    await taken.lock.release();
    expect(await ended).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+$/m) });
  });

  test('with --json prints JSON alone to stdout while it builds, and then builds nothing', async () => {
    const args = ['--silent', ...npmRunCreate('x', '--yes', '--dry-run', '--json')];
    const nodeOptions = { cwd: directory, env: childEnvironment };
    for (const record of ['stamp', 'contents']) {
      await rm(join(repository, '.builds', `prepared-${record}`), { force: true });
    }
    // No package contains the output of tests.
    const pictures = join(repository, 'packages/simulator/screenshots');
    const picture = join(pictures, `${crypto.randomUUID()}.png`);
    await mkdir(pictures, { recursive: true });
    await writeFile(picture, '');
    const building = await x('npm', args, { ...exactly, throwOnError: true, nodeOptions });
    const again = await x('npm', args, { ...exactly, throwOnError: true, nodeOptions });
    expect(building.stderr).toContain('✓ Building the packages');
    expect(building.stderr).not.toContain('Packing');
    expect(again.stderr).not.toContain('✓');
    expect(JSON.parse(building.stdout)).toMatchObject({ ok: true, dryRun: true });
    expect(again.stdout).toBe(building.stdout);
    await rm(picture);
  });

  test('exits with the exit code of the command', async () => {
    const refused = run('npm', npmRunCreate('Bad Name!', '--yes'), { cwd: directory });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('try "bad-name".'),
      cause: { exitCode: 2 },
    });
  });
});

describe('pnpm dev in a generated workspace', () => {
  test('shows a dashboard until Ctrl-C, which stops every process it started', async () => {
    const workspace = await createWithPackages('dev', '--image', 'acme/dev');
    const dev = await startDev('pnpm', ['dev'], workspace);
    await expectNothingLeftAfterInterrupt(dev);
  });
});

async function expectNothingLeftAfterInterrupt(dev: Awaited<ReturnType<typeof startDev>>) {
  const page = await fetch(dev.dashboardUrl);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>');
  // npm, the tool, the simulator, the watcher and the backend, which Ctrl-C must end.
  expect(processesWith(dev.marker).length).toBeGreaterThan(3);
  const { code, signal } = await dev.interrupt();
  expect(code === 0 && signal === null).toBe(false);
  expect(processesWith(dev.marker)).toEqual([]);
  await expect(fetch(dev.dashboardUrl)).rejects.toThrow('fetch failed');
}
