import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { SimulatorError } from '../errors.ts';
import { adopt, endTree } from './process-tree.ts';

export interface BackendCommand {
  readonly command: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly socket: string;
  readonly log: (line: string) => void;
  /** Called when the process ends after it was ready, unless `stop` ended it. */
  readonly onExit: (sentence: string) => void;
}

/** Milliseconds. A development command may compile first. */
const readyWithin = 30_000;
const askedEvery = 50;
const keptLines = 20;

function accepts(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => resolve(true)).once('error', () => resolve(false));
    connection.once('connect', () => connection.end());
  });
}

function describeExit(child: ChildProcess): string {
  return child.signalCode === null ? `with code ${child.exitCode}` : `by ${child.signalCode}`;
}

function keepOutput(child: ChildProcess, log: (line: string) => void): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      log(`backend: ${line}`);
    });
  }
  return lines;
}

/**
 * Starts the backend and waits until it accepts connections on its socket.
 *
 * @returns a function that ends the whole process tree
 * @throws SimulatorError `backend-failed`, with its last lines of output, if it ends or does not listen in time
 */
export async function startBackend(start: BackendCommand): Promise<() => Promise<void>> {
  const { command, cwd, env, socket, log } = start;
  const detached = process.platform !== 'win32';
  const child = spawn(command, { cwd, env, detached, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = keepOutput(child, log);
  // 'close' is emitted after the last line of output, 'exit' possibly before it.
  const ended = new Promise<void>((resolve) => {
    child
      .once('close', () => resolve())
      .once('error', (error) => {
        lines.push(error.message);
        resolve();
      });
  });
  adopt(child);
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await endTree(child, ended);
  };

  const failure = async (sentence: string) => {
    await stop();
    const output = lines.length === 0 ? 'It printed nothing.' : `Its last output:\n${lines.join('\n')}`;
    return new SimulatorError('backend-failed', `The backend ("${command}") ${sentence} ${output}`);
  };

  let over = false;
  void ended.then(() => {
    over = true;
  });
  const deadline = Date.now() + readyWithin;
  while (!(await accepts(socket))) {
    if (over) throw await failure(`ended ${describeExit(child)} before it listened on DDEXT_SOCKET.`);
    if (Date.now() > deadline) {
      throw await failure(`did not listen on DDEXT_SOCKET within ${readyWithin / 1000} seconds.`);
    }
    await Promise.race([ended, wait(askedEvery)]);
  }
  void ended.then(() => {
    if (!stopping) start.onExit(`The backend ended ${describeExit(child)}. Start the simulator again.`);
  });
  return stop;
}
