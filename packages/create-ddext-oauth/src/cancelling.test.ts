import { watch } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { place, start, stubPnpm } from './testing/command.ts';
import { tarballs } from './testing/tarballs.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

/**
 * Continues to write after its parent exits, and would create the removed directory again. It exits at the latest
 * when its working directory is removed.
 */
const STUBBORN = `
mkdir -p node_modules
(trap '' INT TERM HUP; while [ -e "$0" ]; do mkdir -p "$PWD/node_modules"; : > "$PWD/node_modules/late"; done) &
echo installing
wait`;

const CTRL_C = '\u0003';
const RETURN = '\r';

describe('a signal during the installation ends the command by that signal and removes all files', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', async (signal) => {
    const here = await place();
    await stubPnpm(here, STUBBORN);
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

  test('an empty directory is kept empty', async () => {
    const here = await place();
    await stubPnpm(here, STUBBORN);
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

test('a signal while files are written removes all files', async () => {
  const here = await place();
  await stubPnpm(here, STUBBORN);
  // Large enough that the signal arrives long before the last file.
  await mkdir(join(here.command, '../vendor'));
  for (const file of tarballs) {
    await writeFile(join(here.command, '../vendor', file), Buffer.alloc(32 << 20));
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

describe('Ctrl-C at a terminal ends the command by SIGINT and removes all files', () => {
  test('during the installation', async () => {
    const here = await place();
    await stubPnpm(here, STUBBORN);
    const { type, ended, shows } = await inTerminal(here, ['x', '--yes']);
    await shows('installing');
    type(CTRL_C);
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });
    expect(await treeOf(here.cwd)).toEqual({});
  });

  const callback = [
    'Which directory should be created?',
    'Which title should Docker',
    'What is the image called?',
    'How should the browser return',
    'Which sign-in providers',
  ];
  const tab = [
    'Which form should the redirect URI have?',
    'Where should the code be exchanged',
    'Which sign-in providers',
    'Create it?',
  ];
  const toTheTab = ['x', '--title', 'X', '--image', 'acme/x', '--strategy', 'extension-tab'];
  test.each<[string, string[], string[]]>([
    ...[...callback, 'Which port of 127.0.0.1', 'Create it?'].map(
      (_, index, all) => [String(all[index]), [], all.slice(0, index + 1)] as [string, string[], string[]],
    ),
    ...tab.map(
      (question, index) => [question, toTheTab, tab.slice(0, index + 1)] as [string, string[], string[]],
    ),
  ])('at the question %j of %j', async (_, parameters, questions) => {
    const here = await place();
    const { type, ended, shows } = await inTerminal(here, parameters);
    for (const question of questions) {
      await shows(question);
      type(question === questions.at(-1) ? CTRL_C : RETURN);
    }
    const { code, signal, stdout } = await ended;
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(stdout).toContain('Cancelled; nothing was written.');
    expect(await treeOf(here.cwd)).toEqual({});
  });
});
