import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { xSync } from 'tinyexec';
import { place, run } from './testing/command.ts';
import { treeOf } from './testing/tree.ts';

const UNPRIVILEGED_UID = 65_534;

describe('invalid input is rejected with one sentence and its exit code, and nothing is written', () => {
  test.each<[string, string[], number, string]>([
    ['an unknown option', ['x', '--yes', '--nope'], 2, 'Unknown option --nope; see --help.'],
    ['a misspelled option', ['x', '--yes', '--providr', 'oidc'], 2, 'did you mean --provider?'],
    ['an unknown short option', ['x', '-yq'], 2, 'Unknown option -q'],
    ['an option without its value', ['x', '--title', '--yes'], 2, '--title needs a value: --title TITLE.'],
    [
      'an option without its value at the end',
      ['x', '--yes', '--port'],
      2,
      '--port needs a value: --port PORT.',
    ],
    ['an option with an unexpected value', ['x', '--yes=please'], 2, '--yes does not take a value'],
    ['a value given twice', ['x', '--yes', '--port', '5000', '--port', '5001'], 2, '--port is repeated'],
    [
      'a second directory',
      ['x', 'y', '--yes'],
      2,
      'Only one directory can be given, and "y" is a second one',
    ],
    ['an invalid name', ['Bad Name!', '--yes'], 2, 'try "bad-name".'],
    ['an empty name, as from an unset variable', ['', '--yes'], 2, 'try "my-extension".'],
    ['an unknown strategy', ['x', '--yes', '--strategy', 'nope'], 2, 'Unknown strategy "nope"'],
    [
      'a redirect that the strategy does not support',
      ['x', '--yes', '--redirect', 'bridge'],
      2,
      'requires --strategy extension-tab',
    ],
    ['an unknown provider', ['x', '--yes', '--provider', 'githb'], 2, 'did you mean github?'],
    [
      'a provider given twice',
      ['x', '--yes', '--provider', 'oidc', '--provider', 'oidc'],
      2,
      'oidc is repeated',
    ],
    ['an invalid port', ['x', '--yes', '--port', '99999'], 2, 'a number from 1024 to 65535'],
    ['an image with a tag', ['x', '--yes', '--image', 'acme/x:1'], 2, 'try --image acme/x.'],
    ['an empty title', ['x', '--yes', '--title='], 2, 'The title is empty'],
    ['no terminal and no --yes', ['x'], 4, 'run: pnpm create ddext-oauth x --yes'],
    ['no terminal and no arguments', [], 4, 'run: pnpm create ddext-oauth my-extension --yes'],
    [
      'no terminal and an option to repeat in the suggested command',
      ['--title', 'Sign in'],
      4,
      'my-extension --title "Sign in" --yes',
    ],
    ['a directory that is not empty', ['full', '--yes'], 3, 'is not empty (it contains sentinel)'],
    ['the same with --dry-run', ['full', '--yes', '--dry-run'], 3, 'is not empty (it contains sentinel)'],
    ['a file at its path', ['file', '--yes'], 3, 'is a file; remove it or choose another directory.'],
    ['a name that differs only in case', ['twin', '--yes'], 3, 'differs from twin only in case'],
    ['a parent that is a file', ['file/x', '--yes'], 5, 'is a file, not a directory'],
  ])('%s', async (_, parameters, code, sentence) => {
    const here = await place();
    await mkdir(join(here.cwd, 'full'));
    await mkdir(join(here.cwd, 'TWIN'));
    await writeFile(join(here.cwd, 'full/sentinel'), 'mine');
    await writeFile(join(here.cwd, 'file'), 'mine');
    const before = await treeOf(here.cwd);
    const ended = await run(here, parameters);
    expect(ended).toMatchObject({ code, signal: null, stdout: '' });
    expect(ended.stderr).toMatch(/^Error: [^\n]+\n$/);
    expect(ended.stderr).toContain(sentence);
    expect(await treeOf(here.cwd)).toEqual(before);
  });

  test('a parent that is not writable', async () => {
    const here = await place();
    const parent = join(here.cwd, 'theirs');
    await mkdir(parent);
    await chmod(parent, 0o555);
    // Root can write everywhere, so the command runs as another user.
    const uid = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_UID } : {};
    const ended = await run(here, ['theirs/x', '--yes', '--no-install', '--no-git'], uid);
    expect(ended).toMatchObject({ code: 5, stdout: '' });
    expect(ended.stderr).toBe(
      `Error: ${parent} is not writable: permission denied; choose a directory that you can write to.\n`,
    );
    expect(await treeOf(here.cwd)).toEqual({ theirs: null });
  });

  test('a working directory that does not exist', async () => {
    const here = await place();
    const script = `mkdir gone && cd gone && rmdir ../gone && exec '${process.execPath}' '${here.command}' x --yes`;
    const { exitCode, stderr } = xSync('sh', ['-c', script], {
      ...{ inheritEnv: false, nodePath: false },
      nodeOptions: { cwd: here.cwd, env: here.env },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 5,
      stderr: 'Error: The working directory does not exist; change to one that does.\n',
    });
  });

  test('missing tarballs', async () => {
    const here = await place();
    await mkdir(join(here.command, '../vendor'));
    const ended = await run(here, ['x', '--yes']);
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('contains 0 tarballs of @ddext-oauth/auth'),
    });
    expect(await treeOf(here.cwd)).toEqual({});
  });
});

describe('with --json', () => {
  test.each<[string, string[], string, number]>([
    ['an invalid value', ['x', '--json', '--port', '1'], 'port-invalid', 2],
    ['an unknown option', ['x', '--json', '--nope'], 'option-unknown', 2],
    ['a taken directory', ['.', '--json'], 'target-not-empty', 3],
  ])('%s prints one JSON object to stdout and nothing to stderr', async (_, parameters, code, exitCode) => {
    const here = await place();
    const cwd = join(here.cwd, 'full');
    await mkdir(cwd);
    await writeFile(join(cwd, 'sentinel'), 'mine');
    const ended = await run(here, parameters, { cwd });
    expect(JSON.parse(ended.stdout)).toEqual({
      ok: false,
      error: { code, exitCode, message: expect.any(String) },
    });
    expect(ended).toMatchObject({ code: exitCode, stderr: '' });
    expect(await treeOf(cwd)).toHaveProperty('sentinel');
  });
});
