import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { startDev } from './dev.ts';
import { processesWith } from './processes.ts';
import { run, workspace } from './workspace.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('npm start', () => {
  test('--check signs in once, says who, and ends', async () => {
    const output = await run('npm', ['start', '--', '--check'], { cwd: repository });
    expect(output).toContain('Signed in: Ada Lovelace <ada@example.com> with OpenID Connect');
  });

  test('--check that cannot go on ends in failure, with the step and what to do', async () => {
    const [port] =
      /(?<=port: )\d+/.exec(readFileSync(`${repository}demo/auth/src/extension.ts`, 'utf8')) ?? [];
    const inTheWay = createServer().listen(Number(port), '127.0.0.1');
    try {
      await once(inTheWay, 'listening');
      const failing = run('npm', ['start', '--', '--check'], { cwd: repository });
      await expect(failing).rejects.toThrow(/✗ Starting the simulator.*Ports are not available/s);
    } finally {
      inTheWay.close();
    }
  });

  test('refuses a flag it does not have', async () => {
    await expect(run('npm', ['start', '--', '--chekc'], { cwd: repository })).rejects.toThrow(
      'npm start takes --check and nothing else; it was given --chekc.',
    );
  });

  test('shows a dashboard until Ctrl-C, which ends every process it started', async () => {
    const dev = await startDev('npm', ['start'], repository);
    await expectNothingLeftAfterInterrupt(dev);
  });
});

describe('pnpm dev in a generated workspace', () => {
  test('shows a dashboard until Ctrl-C, which ends every process it started', async () => {
    const dev = await startDev('pnpm', ['dev'], workspace);
    await expectNothingLeftAfterInterrupt(dev);
  });
});

async function expectNothingLeftAfterInterrupt(dev: Awaited<ReturnType<typeof startDev>>) {
  const page = await fetch(dev.dashboardUrl);
  expect(await page.text()).toContain('<title>');
  // npm, the tool, the simulator, the watcher and the backend: Ctrl-C has something to end.
  expect(processesWith(dev.marker).length).toBeGreaterThan(3);
  const { code, signal } = await dev.interrupt();
  expect(code === 0 && signal === null).toBe(false);
  expect(processesWith(dev.marker)).toEqual([]);
  await expect(fetch(dev.dashboardUrl)).rejects.toThrow('fetch failed');
}
