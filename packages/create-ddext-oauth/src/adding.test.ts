import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addSpec, type Place, place, run, stubAddPackage } from './testing/command.ts';
import { inTerminal } from './testing/terminal.ts';
import { treeOf } from './testing/tree.ts';

/** A page without npm packages, and a backend in Go. */
const files: Readonly<Record<string, string>> = {
  Makefile: 'IMAGE?=acme/things\n',
  'metadata.json':
    '{ "vm": { "composefile": "compose.yaml", "exposes": { "socket": "a.sock" } }, "ui": { "dashboard-tab": { "title": "Things", "src": "index.html", "root": "ui" } } }\n',
  'compose.yaml': `services:\n  own:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n`,
  'ui/index.html': '<!doctype html>\n<body>\n</body>\n',
  'main.go': 'package main\n',
  Dockerfile:
    'FROM scratch\nLABEL com.docker.desktop.extension.api.version="0.3.4"\nCOPY metadata.json compose.yaml /\nCOPY ui /ui\nCMD ["/service", "-socket", "/run/guest-services/a.sock"]\n',
};

async function extension(): Promise<Place> {
  const here = await place();
  await stubAddPackage(here);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(here.cwd, path)), { recursive: true });
    await writeFile(join(here.cwd, path), text);
  }
  return here;
}

/** What the command prints on stderr while it loads the code. */
const loading = `Loading ${addSpec} with npx --yes…\n`;
const read = ({ cwd }: Place, path: string) => readFile(join(cwd, path), 'utf8');

describe('--add', () => {
  test('writes all files, changes nothing in a second run, and --remove restores every byte', async () => {
    const here = await extension();
    const before = await treeOf(here.cwd);
    const added = await run(here, ['--add', '--provider', 'github', '--yes']);
    expect(added).toMatchObject({ code: 0, stderr: loading });
    expect(added.stdout).toContain('+    entrypoint:');
    expect(added.stdout).toContain('This was not tried in a real Docker Desktop.');
    expect(added.stdout).toMatch(/Register this redirect URI exactly at GitHub .*\/callback\/github/);
    expect(await read(here, 'ui/ddext-sign-in.js')).toContain('customElements.define("ddext-sign-in"');
    const after = await treeOf(here.cwd);
    const again = await run(here, ['--add', '--provider', 'github', '--yes']);
    expect(again.stdout).toContain('Nothing changes.');
    expect(await treeOf(here.cwd)).toEqual(after);
    expect(await run(here, ['--remove', '--yes'])).toMatchObject({
      ...{ code: 0, stderr: loading },
    });
    expect(await treeOf(here.cwd)).toEqual(before);
  });

  test('with --dry-run shows the changes and writes nothing', async () => {
    const here = await extension();
    const before = await treeOf(here.cwd);
    const { code, stdout } = await run(here, ['.', '--add', '--provider', 'github', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('--- a/Dockerfile\n+++ b/Dockerfile\n');
    expect(stdout).toMatch(/created: ui\/ddext-sign-in\.js \(\d+ bytes\)/);
    expect(await treeOf(here.cwd)).toEqual(before);
  });

  test('with --json prints one object', async () => {
    const here = await extension();
    const { stdout } = await run(here, ['--add', '--provider', 'github', '--method', 'device', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ ok: true, dryRun: false, class: 'server' },
      files: expect.arrayContaining([
        { path: 'Dockerfile', change: 'changed' },
        { path: 'ui/ddext-sign-in.js', change: 'created' },
      ]),
      options: { method: 'device', image: 'acme/things', prefix: '/auth' },
    });
  });

  test('without a terminal and without --yes writes nothing', async () => {
    const here = await extension();
    const before = await treeOf(here.cwd);
    const { code, stderr } = await run(here, ['--add', '--provider', 'github']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('add --yes')]);
    expect(await treeOf(here.cwd)).toEqual(before);
  });

  test.each([
    [['--add', '--yes'], 2, '--add needs a provider: --provider ID.'],
    [['nowhere', '--add', '--provider', 'github'], 3, 'is not a folder'],
    [
      ['ui', '--add', '--provider', 'github'],
      3,
      'There is no metadata.json of a Docker Desktop extension here.',
    ],
    [['--remove', '--yes'], 3, 'nothing was added with --add'],
    [['--prefix', '/x'], 2, '--prefix requires --add.'],
  ])('%j ends with the exit code %i', async (parameters, exitCode, sentence) => {
    const here = await extension();
    const before = await treeOf(here.cwd);
    const { code, stderr } = await run(here, parameters);
    expect([code, stderr]).toEqual([exitCode, expect.stringContaining(sentence)]);
    expect(await treeOf(here.cwd)).toEqual(before);
  });

  test('--remove names the file whose edits overlap, and changes nothing', async () => {
    const here = await extension();
    await run(here, ['--add', '--provider', 'github', '--yes']);
    await writeFile(join(here.cwd, 'ui/ddext-sign-in.js'), 'mine();\n');
    const before = await treeOf(here.cwd);
    const { code, stderr } = await run(here, ['--remove', '--yes']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('ui/ddext-sign-in.js has edits of yours')]);
    expect(await treeOf(here.cwd)).toEqual(before);
  });
});

describe('at a terminal, --add', () => {
  test('shows the changes, asks, and writes after an agreement', async () => {
    const here = await extension();
    const { type, ended, showsNext } = await inTerminal(here, ['--add', '--provider', 'github']);
    await showsNext('+++ b/Dockerfile', '◆  Write these', 'Yes, write them');
    type('\r');
    expect(await ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Added sign-in') });
    expect(await read(here, 'compose.yaml')).toContain('ddext-gateway');
  });

  test.each([
    ['Cancel, and write nothing', '\u001b[B\r'],
    ['Ctrl-C', '\u0003'],
  ])('writes nothing after %s', async (_title, keys) => {
    const here = await extension();
    const before = await treeOf(here.cwd);
    const { type, ended, showsNext } = await inTerminal(here, ['--add', '--provider', 'github']);
    await showsNext('◆  Write these', 'Yes, write them');
    type(keys);
    expect((await ended).stdout).toContain('Cancelled; nothing was written.');
    expect(await treeOf(here.cwd)).toEqual(before);
  });
});
