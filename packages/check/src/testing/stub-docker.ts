import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { folderOf } from './workspaces.ts';

const bin = fileURLToPath(new URL('../../bin/ddext-check.js', import.meta.url));

/** Writes the peak resident set of its process to file descriptor 3. Linux records it per program, unlike getrusage. */
const measuring = `import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const peak = () => /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
if (isMainThread) process.on('exit', () => writeSync(3, peak()));`;

const onlyInThread = (code: string) =>
  `import { isMainThread } from 'node:worker_threads';\nif (!isMainThread) { ${code} }`;

/** The result of a run of the command. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The peak resident set of the process in MB; undefined if the system does not report it. */
  readonly peak: number | undefined;
}

/**
 * Runs the built command in a separate process, with a `docker` on its PATH that streams an archive.
 *
 * @param files further files of the folder, such as .env
 * @param inThread JavaScript that the thread that reads the image runs first
 */
export async function checkArchive(
  archive: Buffer,
  {
    args = [],
    files = {},
    inThread = '',
  }: {
    readonly args?: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
    readonly inThread?: string;
  } = {},
): Promise<Run> {
  const directory = await folderOf({
    ...files,
    docker: '#!/bin/sh\nexec cat "$(dirname "$0")/archive.tar"\n',
  });
  await chmod(join(directory, 'docker'), 0o755);
  await writeFile(join(directory, 'archive.tar'), archive);
  const measured = process.platform === 'linux';
  // A thread inherits the options of its process, and therefore imports the same modules.
  const preload = [measured ? measuring : '', inThread && onlyInThread(inThread)]
    .filter((module) => module !== '')
    .map((module) => `--import=data:text/javascript,${encodeURIComponent(module)}`);
  const child = spawn(process.execPath, [...preload, bin, '--image', 'acme/hello:dev', directory, ...args], {
    env: { PATH: `${directory}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, output, errors, measure] = child.stdio as unknown as [null, Readable, Readable, Readable];
  const [stdout, stderr, peak, [status]] = await Promise.all([
    text(output),
    text(errors),
    text(measure),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr, peak: measured ? Number(peak) / 1024 : undefined };
}
