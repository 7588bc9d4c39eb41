import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach } from '@jest/globals';
import { type SyncResult, xSync } from 'tinyexec';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** The published files of the built command. */
export const published = ['index.cjs', 'catalog.json', 'templates.json'].map((file) => `dist/${file}`);

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command with only the published files, and an empty working directory. */
export interface Place {
  readonly cwd: string;
  readonly command: string;
  /** Directory put first on the PATH by {@link stub}. */
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
}

const made: string[] = [];
const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(made.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

export async function place(): Promise<Place> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'create-')));
  made.push(root);
  const [cwd, installed, bin, home] = ['work', 'installed', 'bin', 'home'].map((name) =>
    join(root, name),
  ) as [string, string, string, string];
  for (const directory of [cwd, join(installed, 'dist'), bin, home])
    await mkdir(directory, { recursive: true });
  const command = join(installed, 'dist/index.cjs');
  for (const file of published) await copyFile(join(PACKAGE, file), join(installed, file));
  await writeFile(join(installed, 'package.json'), '{"type":"module"}');
  // Readable for all users, so that the command can run as an unprivileged user.
  await chmod(root, 0o755);
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  const here = { cwd, command, bin, env };
  await stubPnpm(here, 'exit 0');
  return here;
}

/** Puts a shell script on the PATH of a place. */
export async function stub({ bin }: Place, name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Puts a pnpm on the PATH of a place that prints its version, and runs a shell script for any other command. */
export function stubPnpm(place: Place, script: string, version = '10.34.9'): Promise<void> {
  return stub(place, 'pnpm', `[ "$1" = --version ] && { echo '${version}'; exit; }\n${script}`);
}

/** The spec of the package that the command loads for `--add`, in the version of this repository. */
export const addSpec = '@ddext-oauth/add@0.1.0';

const ADD = fileURLToPath(new URL('../../../add/bin/ddext-add.js', import.meta.url));

/** Puts an npx on the PATH of a place that has only the built package of `--add`. */
export function stubAddPackage(place: Place): Promise<void> {
  return stub(place, 'npx', `[ "$1 $2" = '--yes ${addSpec}' ] && exec '${process.execPath}' '${ADD}' "$3"`);
}

interface Circumstances {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

export function start(place: Place, parameters: readonly string[], { cwd, env, uid }: Circumstances = {}) {
  const child = spawn(process.execPath, [place.command, ...parameters], {
    cwd: cwd ?? place.cwd,
    env: { ...place.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return watched(child);
}

export function run(
  place: Place,
  parameters: readonly string[],
  circumstances?: Circumstances,
): Promise<Ended> {
  return start(place, parameters, circumstances).ended;
}

/** Runs another program in a place to its end. @throws Error if it fails */
export function runToEnd(
  file: string,
  parameters: readonly string[],
  { cwd, env }: Pick<Place, 'cwd' | 'env'>,
): SyncResult {
  const exactly = { inheritEnv: false, nodePath: false };
  return xSync(file, parameters, { ...exactly, throwOnError: true, nodeOptions: { cwd, env } });
}

/** A child process with its output so far and its exit. A test can wait for a text, or for texts in order. */
export function watched(child: ChildProcess) {
  running.push(child);
  const text = { stdout: '', stderr: '' };
  const waiting: { text: string; found: () => void }[] = [];
  let read = 0;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk) => {
      text[name] += chunk;
      for (const wait of waiting) if (`${text.stdout}${text.stderr}`.includes(wait.text)) wait.found();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  const shows = (wanted: string) =>
    new Promise<void>((found, reject) => {
      waiting.push({ text: wanted, found });
      ended.then(
        ({ stdout, stderr }) => reject(new Error(`ended without ${wanted}: ${stdout}${stderr}`)),
        reject,
      );
    });
  const showsNext = async (...wanted: readonly string[]) => {
    for (;;) {
      // A prompt draws only the lines that change, with colors in between.
      const missing = missingInOrder(wanted, stripVTControlCharacters(text.stdout.slice(read)));
      if (missing === undefined) break;
      const more = once(child.stdout as Readable, 'data').then(() => false);
      const over = await Promise.race([more, ended.then(() => true)]);
      if (over) throw new Error(`ended without ${missing}: ${text.stdout.slice(read)}`);
    }
    // Text that was drawn at the same time is not a response to the next key.
    read = text.stdout.length;
  };
  return { child, ended, shows, showsNext };
}

function missingInOrder(wanted: readonly string[], drawn: string): string | undefined {
  let from = 0;
  return wanted.find((each) => {
    const at = drawn.indexOf(each, from);
    from = at + each.length;
    return at === -1;
  });
}
