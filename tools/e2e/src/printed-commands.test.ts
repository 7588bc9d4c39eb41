import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { childEnvironment } from './support/child-environment.mjs';
import {
  commandsIn,
  type PrintedCommand,
  packagesFetchedIn,
  type Runnable,
} from './support/printed-commands.ts';
import { binOf } from './support/toolchain.ts';
import { directory, exactly, run, workspace } from './support/workspace.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const checkoutCommand = join(repository, 'packages/create-ddext-oauth/dist/index.cjs');
/** Anyone can register these package names until they are published. */
const OURS = /^(?:@ddext-oauth\/|create-ddext-oauth$|ddext-oauth$)/;

let runnable: Runnable;

const json = async (...path: string[]) => JSON.parse(await readFile(join(...path), 'utf8'));

beforeAll(async () => {
  const plugin = join(workspace, 'node_modules/@ddext-oauth/nx');
  const { generators } = await json(plugin, 'generators.json');
  runnable = {
    scripts: Object.keys((await json(workspace, 'package.json')).scripts),
    binaries: await readdir(join(workspace, 'node_modules/.bin')),
    generators: Object.keys(generators).map((name) => `@ddext-oauth/nx:${name}`),
    checkoutScripts: Object.keys((await json(repository, 'package.json')).scripts),
  };
});

/** The output of the checkout's command, for any exit code. */
async function printed(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const cwd = await mkdtemp(join(directory, 'printed-'));
  const { stdout, stderr } = await x(process.execPath, [checkoutCommand, ...parameters], {
    ...exactly,
    nodeOptions: { cwd, env: { ...childEnvironment, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  return `${stdout}\n${stderr}`;
}

/** The committed files: other tests run programs in the same workspace, which write and remove files. */
async function textsOf(folder: string): Promise<string[]> {
  const paths = (await run('git', ['ls-files', '-z'], { cwd: folder })).split('\0').filter(Boolean);
  const readable = paths.filter((path) => !/^(?:vendor\/|pnpm-lock\.yaml$)/.test(path));
  return Promise.all(readable.map((path) => readFile(join(folder, path), 'utf8')));
}

async function expectToExist(commands: readonly PrintedCommand[]): Promise<void> {
  expect(commands.filter(({ missing }) => missing)).toEqual([]);
  expect(commands.filter(({ fetches = '' }) => OURS.test(fetches))).toEqual([]);
  const names = new Set(commands.flatMap(({ fetches }) => fetches ?? []));
  for (const name of names) {
    const { exitCode } = await x('npm', ['view', name, 'version'], {
      ...exactly,
      nodeOptions: { env: childEnvironment },
    });
    expect({ name, exitCode }).toEqual({ name, exitCode: 0 });
  }
}

describe('each printed command exists, and installs only published packages', () => {
  test('in the files of a workspace from a checkout', async () => {
    const commands = (await textsOf(workspace)).flatMap((text) => commandsIn(text, runnable));
    const words = commands.map(({ text }) => text);
    // The search must find at least these, in a table, a code block, a JSON file, a workflow and a comment.
    for (const known of [
      /^pnpm dev$/,
      /^npm run create -- signed-in/,
      /^nx run-many/,
      /^pnpm install/,
      /^npx pnpm@/,
    ])
      expect(words).toContainEqual(expect.stringMatching(known));
    await expectToExist(commands);
  });

  test.each([
    ['help', ['--help'], /npm --prefix \S+ run create -- \[DIR\]/],
    ['the error without a terminal', ['x'], /run: npm --prefix \S+ run create -- x --yes/],
    ['the error for a name', ['Bad Name', '--yes'], /bad-name/],
    [
      'the JSON of a dry run',
      ['x', '--yes', '--dry-run', '--json'],
      /"command":"npm --prefix \S+ run create -- x /,
    ],
    ['the next steps', ['x', '--yes', '--no-install', '--no-git'], / {2}pnpm dev/],
  ])('in %s from a checkout', async (_, parameters, shows) => {
    const text = await printed(parameters);
    expect(text).toMatch(shows);
    await expectToExist(commandsIn(text, runnable));
  });

  test('in the next steps of a user without pnpm', async () => {
    const bin = await binOf(await mkdtemp(join(directory, 'bin-')), ['node']);
    const text = await printed(['x', '--yes', '--no-install', '--no-git'], { PATH: bin });
    expect(text).toMatch(/ {2}npx --yes pnpm@\S+ dev/);
    await expectToExist(commandsIn(text, runnable));
  });

  test('in the messages of every package', async () => {
    // The program of packages/keychain is in Go, and names no package.
    const sources = (await readdir(join(repository, 'packages')))
      .map((name) => join(repository, 'packages', name, 'src'))
      .filter((source) => existsSync(source));
    const found: string[] = [];
    for (const source of sources) {
      const files = await readdir(source, { recursive: true });
      const shipped = files.filter(
        (file) => /\.tsx?$/.test(file) && !/\.test\.|\.generated\.|testing\//.test(file),
      );
      for (const file of shipped) {
        const names = packagesFetchedIn(await readFile(join(source, file), 'utf8'));
        found.push(...names.filter((name) => OURS.test(name)).map((name) => `${file}: ${name}`));
      }
    }
    // The spelling of the published command, which a checkout does not print.
    expect(found).toEqual(['options/command-line.ts: create-ddext-oauth']);
  });
});
