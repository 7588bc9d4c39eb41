import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SimulatorError } from '../errors.ts';
import { adopt, release } from './process-tree.ts';
import { findProgram } from './program-path.ts';

/** The last lines of an error message tell the reason. */
const shownLines = 3;

/** A program that works with the Docker Engine ended with an error. */
export class DockerFailedError extends SimulatorError {
  /** What it wrote to standard error, without the surrounding white space. */
  readonly complaint: string;

  constructor(command: string, complaint: string) {
    const lines = complaint.split('\n').slice(-shownLines).join('\n');
    super('docker-failed', `${command} failed: ${lines || 'it printed nothing'}`);
    this.complaint = complaint;
  }
}

/** Bytes of an error message. */
const longestComplaint = 4_000;

export interface DockerRun {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** The docker command of this machine. @throws SimulatorError `docker-failed` if there is none */
export async function dockerProgram(): Promise<string> {
  const docker = await findProgram('docker');
  if (docker !== undefined) return docker;
  throw new SimulatorError(
    'docker-failed',
    'There is no docker on the PATH. Install it, and start the Docker Engine.',
  );
}

/**
 * Runs a program, and passes its output to `use`. It ends with this process.
 *
 * @throws DockerFailedError if it ends with an error
 */
export async function runProgram<Result>(
  file: string,
  args: readonly string[],
  use: (output: Readable) => Promise<Result>,
  { env = process.env, cwd }: DockerRun = {},
): Promise<Result> {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(file, [...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    ...(cwd !== undefined && { cwd }),
  });
  adopt(child);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-longestComplaint);
  });
  const closed = once(child, 'close').finally(() => release(child));
  const used = use(child.stdout).then(
    (result) => ({ result }),
    (error: unknown) => {
      child.kill();
      return { error };
    },
  );
  const [code] = (await closed) as [number | null];
  const outcome = await used;
  if (code !== 0 && complaint.trim() !== '') throw new DockerFailedError(basename(file), complaint.trim());
  if ('error' in outcome) throw outcome.error;
  if (code !== 0) throw new DockerFailedError(basename(file), '');
  return outcome.result;
}

/** Runs docker, and returns its output. @throws SimulatorError `docker-failed` */
export async function runDocker(...args: readonly string[]): Promise<string> {
  return (await runProgram(await dockerProgram(), args, text)).trim();
}
