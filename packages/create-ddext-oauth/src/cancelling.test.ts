import { watch } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { place, start, stub } from './testing/command.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

/**
 * Writes on, whatever happens to its parent, and would make the directory again that is being removed. It ends with
 * the place it is in, at the latest.
 */
const STUBBORN = `
mkdir -p node_modules
(trap '' INT TERM HUP; while [ -e "$0" ]; do mkdir -p "$PWD/node_modules"; : > "$PWD/node_modules/late"; done) &
echo installing
wait`;

const CTRL_C = '\u0003';
const RETURN = '\r';

describe('a signal during the installation ends the command by that signal, with nothing left', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', async (signal) => {
    const here = await place();
    await stub(here, 'pnpm', STUBBORN);
    const { child, ended, shows } = start(here, ['deep/x', '--yes']);
    await shows('installing');
    child.kill(signal);
    expect(await ended).toMatchObject({
      code: null,
      signal,
      stdout: '',
      stderr: expect.stringMatching(/\nCancelled; nothing was written\.\n$/),
    });
    expect(await treeOf(here.cwd)).toEqual({});
  });

  test('and an empty directory stays, empty', async () => {
    const here = await place();
    await stub(here, 'pnpm', STUBBORN);
    await mkdir(join(here.cwd, 'x'));
    const { child, ended, shows } = start(here, ['x', '--json']);
    await shows('installing');
    child.kill('SIGINT');
    const { signal, stdout } = await ended;
    expect(signal).toBe('SIGINT');
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      error: { code: 'cancelled', exitCode: 130, message: 'Cancelled; nothing was written.' },
    });
    expect(await treeOf(here.cwd)).toEqual({ x: null });
  });
});

test('a signal while files are written leaves nothing', async () => {
  const here = await place();
  await stub(here, 'pnpm', STUBBORN);
  // Large enough that the first file to appear is far from the last.
  await mkdir(join(here.command, '../vendor'));
  for (const name of ['auth', 'check', 'simulator']) {
    await writeFile(join(here.command, '../vendor', `ddext-oauth-${name}-0.1.0.tgz`), Buffer.alloc(32 << 20));
  }
  const watcher = watch(here.cwd);
  const appeared = new Promise((resolve) => watcher.once('change', resolve));
  const { child, ended } = start(here, ['x', '--yes']);
  await appeared;
  watcher.close();
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
  expect(await treeOf(here.cwd)).toEqual({});
});

describe('at a terminal', () => {
  test('Ctrl-C at the first question ends the command by SIGINT, with nothing made', async () => {
    const here = await place();
    const { type, ended, shows } = await inTerminal(here, []);
    await shows('Where to make the extension');
    type(CTRL_C);
    const { code, signal, stdout } = await ended;
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(stdout).toContain('Cancelled; nothing was written.');
    expect(await treeOf(here.cwd)).toEqual({});
  });

  test('Ctrl-C during the installation ends the command by SIGINT, with nothing left', async () => {
    const here = await place();
    await stub(here, 'pnpm', STUBBORN);
    const { type, ended, shows } = await inTerminal(here, ['x', '--yes']);
    await shows('installing');
    type(CTRL_C);
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await treeOf(here.cwd)).toEqual({});
  });

  test('four questions answered with the return key make an extension of the defaults', async () => {
    const here = await place();
    const { type, ended, shows } = await inTerminal(here, ['--no-install', '--no-git']);
    for (const question of [
      'Where to make',
      'How the browser comes back',
      'Who to sign in with',
      'Name of the image',
    ]) {
      await shows(question);
      type(RETURN);
    }
    expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining('/callback') });
    expect(await treeOf(here.cwd)).toHaveProperty(['my-extension/package.json']);
  });

  test('what is given is not asked, and a wrong flag is refused before any question', async () => {
    const here = await place();
    const { ended } = await inTerminal(here, ['x', '--port', '1']);
    const { code, stdout } = await ended;
    expect(code).toBe(2);
    expect(stdout).not.toContain('How the browser');
  });

  test('a directory that is taken is refused before the next question', async () => {
    const here = await place();
    await mkdir(join(here.cwd, 'my-extension'));
    await writeFile(join(here.cwd, 'my-extension/sentinel'), '');
    const { type, ended, shows } = await inTerminal(here, []);
    await shows('Where to make');
    type(RETURN);
    const { code, stdout } = await ended;
    expect(code).toBe(3);
    expect(stdout).not.toContain('How the browser');
  });

  test.each([
    ['shows in colour', {}, true],
    ['has no colour with NO_COLOR', { NO_COLOR: '1' }, false],
  ])('what is wrong %s', async (_, env, colourful) => {
    const here = await place();
    const { ended } = await inTerminal({ ...here, env: { ...here.env, ...env } }, [
      'x',
      '--yes',
      '--port',
      '1',
    ]);
    const { code, stdout } = await ended;
    expect({ code, colourful: stdout.includes('\u001b[') }).toEqual({ code: 2, colourful });
  });

  test('--yes asks nothing', async () => {
    const { ended } = await inTerminal(await place(), ['x', '--yes', '--dry-run']);
    expect(await ended).toMatchObject({ code: 0 });
  });
});
