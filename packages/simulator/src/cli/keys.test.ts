import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { enterOverHttp } from '../http/enter-over-http.ts';
import { nextEvent } from '../testing/clients/events.ts';
import { backendCommand, createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import { endLaunched, launch, readUntil } from '../testing/processes/command.ts';
import { backendPid, processEnded } from '../testing/processes/is-alive.ts';
import { inTerminal, type Terminal } from '../testing/processes/terminal.ts';

/** The address follows from the image, and other tests run at the same time. */
const image = `acme/keys-${crypto.randomUUID()}`;
const args = ['.', '--image', image, '--dist', 'dist', '--backend', backendCommand];
const withoutQuotes = args.map((word) => word.replaceAll('"', ''));
const CTRL_C = '\u0003';

let fixture: Fixture;
let terminal: Terminal | undefined;

beforeEach(async () => {
  fixture = await createExtension();
});
afterEach(async () => {
  if (terminal && terminal.child.exitCode === null) {
    terminal.type(CTRL_C);
    await terminal.ended;
  }
  terminal = undefined;
  await endLaunched();
  await fixture.remove();
});

/**
 * Starts the simulator in a terminal whose PATH has a browser that records its arguments.
 *
 * @param display where the browser would show its window, on Linux
 */
async function start(display = ':0') {
  const bin = join(fixture.directory, 'bin');
  await mkdir(bin);
  for (const name of ['xdg-open', 'open']) {
    await writeFile(
      join(bin, name),
      `#!/bin/sh\necho "$@" > "${bin}/part" && mv "${bin}/part" "${bin}/opened"\necho opened\n`,
    );
    await chmod(join(bin, name), 0o755);
  }
  terminal = await inTerminal(
    {
      cwd: fixture.directory,
      notes: bin,
      env: { PATH: `${bin}:${process.env.PATH}`, DISPLAY: display, WAYLAND_DISPLAY: '' },
    },
    withoutQuotes,
  );
  const url = await terminal.shows(/Open (http:\S+)/);
  await terminal.shows(/Keys: o opens the browser, r restarts the backend, q quits, h shows this help\./);
  return { ...terminal, url, opened: join(bin, 'opened') };
}

/** Waits for a file that another process writes. */
async function contentOf(file: string): Promise<string> {
  for (;;) {
    const content = await readFile(file, 'utf8').catch(() => undefined);
    if (content !== undefined) return content;
    await delay(20);
  }
}

describe('in a terminal', () => {
  test('h shows the address and the keys again', async () => {
    const { type, shows, url } = await start();
    type('h');
    expect(await shows(/Open (http:\S+)/)).toBe(url);
    await shows(/Keys: o opens the browser/);
  });

  test('o opens the address by a file that only this user can read, so that no argument has the token', async () => {
    const { type, url, opened } = await start();
    type('o');
    const [argument = '', ...rest] = (await contentOf(opened)).trim().split(' ');
    expect(rest).toEqual([]);
    const token = new URL(url).searchParams.get('token') ?? '';
    expect(token).not.toBe('');
    expect(argument).not.toContain(token);
    const file = fileURLToPath(argument);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const page = await readFile(file, 'utf8');
    expect(page).toContain(`content="0;url=${url}"`);
    expect(await enterOverHttp(url)).toMatchObject({ url: expect.stringMatching(/^http:/) });
    type('q');
    await terminal?.ended;
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  // Other systems have no variable for the display.
  (process.platform === 'linux' ? test : test.skip)(
    'o without a display opens nothing and says so, and q leaves no file with the token',
    async () => {
      const { type, shows } = await start('');
      type('o');
      await shows(/No browser could be opened\. Open the address above\./);
      type('q');
      await terminal?.ended;
      await expect(stat(join(fixture.directory, '.ddext-simulator/open.html'))).rejects.toMatchObject({
        code: 'ENOENT',
      });
    },
  );

  test('r restarts the backend', async () => {
    const { type, shows } = await start();
    const before = backendPid(fixture.directory);
    type('r');
    await shows(/Restarting the backend\.[\s\S]*The backend accepts connections\./);
    expect(backendPid(fixture.directory)).not.toBe(before);
    await processEnded(before);
  });

  test('r restarts a backend that was killed, which the terminal and the dashboard report', async () => {
    const { type, shows, url } = await start();
    const pid = backendPid(fixture.directory);
    const message = /The backend ended by SIGKILL\. Press r in the terminal to restart it\./;
    const event = await nextEvent(
      url,
      (event) => (event.type === 'backend' && event.state.status === 'stopped' ? event.state : undefined),
      () => process.kill(pid, 'SIGKILL'),
    );
    expect(event.message).toMatch(message);
    await shows(message);
    type('r');
    await shows(/The backend accepts connections\./);
  });

  test.each([
    ['q', { code: 0, signal: null }],
    [CTRL_C, { code: null, signal: 'SIGINT' }],
  ])('%j ends the simulator and its backend, and gives the terminal back', async (key, exit) => {
    const { type, ended } = await start();
    const pid = backendPid(fixture.directory);
    type(key);
    const { settings, ...how } = await ended;
    expect(how).toEqual(exit);
    expect(settings).toMatch(/(?<!-)\bicanon\b/);
    expect(settings).toMatch(/(?<!-)\becho\b/);
    expect(settings).toMatch(/(?<!-)\bisig\b/);
    await processEnded(pid);
  });

  test('SIGTERM gives the terminal back', async () => {
    const { ended } = await start();
    const { pid } = JSON.parse(
      await readFile(join(fixture.directory, '.ddext-simulator/dashboard.json'), 'utf8'),
    );
    process.kill(pid, 'SIGTERM');
    const { signal, settings } = await ended;
    expect(signal).toBe('SIGTERM');
    expect(settings).toMatch(/(?<!-)\bicanon\b/);
  });
});

test('a pipe gets no keys: what it sends is ignored, and help does not mention them', async () => {
  const bin = fileURLToPath(new URL('../../bin/ddext-simulator.js', import.meta.url));
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: fixture.directory,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { text } = await readUntil(child, /^Test users: /);
  expect(text).not.toContain('Keys:');
  child.stdin.end('q');
  const [, url = ''] = /^Open (.*)$/m.exec(text) ?? [];
  expect(await enterOverHttp(url)).toBeTruthy();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});

test('a second start in the same folder says where the first runs, without its token, and ends', async () => {
  const first = launch(fixture.directory, args);
  const { found } = await readUntil(first, /^Open (.*)$/);
  const second = launch(fixture.directory, args);
  let printed = '';
  second.stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  expect(await once(second, 'close')).toEqual([1, null]);
  const { origin, searchParams } = new URL(found);
  expect(printed).toContain(
    `Already running at ${origin}/ (process ${first.pid}, started in ${fixture.directory}).`,
  );
  expect(printed).not.toContain(searchParams.get('token'));
  expect(await enterOverHttp(found)).toBeTruthy();
});

test('the record of a simulator that was killed does not stop the next start, which has the same address', async () => {
  const first = launch(fixture.directory, args);
  const { found } = await readUntil(first, /^Open (.*)$/);
  const backend = backendPid(fixture.directory);
  first.kill('SIGKILL');
  await once(first, 'close');
  process.kill(backend, 'SIGKILL');
  const second = launch(fixture.directory, args);
  const again = (await readUntil(second, /^Open (.*)$/)).found;
  expect(new URL(again).origin).toBe(new URL(found).origin);
  expect(new URL(again).search).not.toBe(new URL(found).search);
});
