import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { pnpmVersion } from '../../dev/environment.mjs';
import { childEnvironment } from './support/child-environment.mjs';
import { startDev, startUntil } from './support/dev.ts';
import { processesWith } from './support/processes.ts';
import { binOf } from './support/toolchain.ts';
import { createWithPackages, directory, run } from './support/workspace.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm start', () => {
  test('--check signs in once, prints the account, and exits', async () => {
    const output = await run('npm', ['start', '--', '--check'], { cwd: repository });
    expect(output).toContain('Signed in: Ada Lovelace <ada@example.com> with OpenID Connect');
  });

  test('--check exits with an error that names the failed step and says what to do', async () => {
    const [port] =
      /(?<=port: )\d+/.exec(readFileSync(`${repository}demo/auth/src/extension.ts`, 'utf8')) ?? [];
    const inTheWay = createServer().listen(Number(port), '127.0.0.1');
    try {
      await once(inTheWay, 'listening');
      const failing = run('npm', ['start', '--', '--check'], { cwd: repository });
      await expect(failing).rejects.toThrow(
        /✗ Starting the simulator.*\n\nStarting the simulator, the backend and the UI: [^\n]*Ports are not available[^\n]*\n+$/s,
      );
    } finally {
      inTheWay.close();
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

  test('rejects an unknown flag in one sentence', async () => {
    const refusal: unknown = await run('npm', ['start', '--', '--chekc'], { cwd: repository }).catch(String);
    expect(refusal).toContain('\nnpm start takes --check and nothing else; it was given --chekc.\n');
    expect(refusal).not.toMatch(/^ +at /m);
  });

  test('shows a dashboard until Ctrl-C, which stops every process it started', async () => {
    const dev = await startDev('npm', ['start'], repository);
    await expectNothingLeftAfterInterrupt(dev);
  });
});

describe('npm run create', () => {
  const npmRunCreate = (...parameters: string[]) => [
    '--prefix',
    repository,
    'run',
    'create',
    '--',
    ...parameters,
  ];

  test('creates an extension in the current folder, with the packages of the checkout', async () => {
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
  // npm, the tool, the simulator, the watcher and the backend: Ctrl-C has something to end.
  expect(processesWith(dev.marker).length).toBeGreaterThan(3);
  const { code, signal } = await dev.interrupt();
  expect(code === 0 && signal === null).toBe(false);
  expect(processesWith(dev.marker)).toEqual([]);
  await expect(fetch(dev.dashboardUrl)).rejects.toThrow('fetch failed');
}
