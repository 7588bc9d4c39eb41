import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { SimulatorError } from '../errors.ts';
import { secretMask } from '../events/mask-secrets.ts';
import { adopt, endTree } from '../processes/process-tree.ts';

export interface BackendCommand {
  readonly command: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly socket: string;
  /** The socket of the published port, which the backend may create too. */
  readonly callbackSocket: string;
  /** Receives each output line, without secrets. */
  readonly log: (line: string) => void;
}

/** How a backend ended. */
export interface BackendExit {
  /** `with code 3` or `by SIGKILL`. */
  readonly how: string;
  /** Its last output lines. */
  readonly lines: readonly string[];
}

/** The backend did not start. */
export class BackendFailedError extends SimulatorError {
  /** What happened, without the output. */
  readonly sentence: string;
  /** Its last output lines. */
  readonly lines: readonly string[];

  constructor(sentence: string, lines: readonly string[]) {
    const output = lines.length === 0 ? 'It printed nothing.' : `Its last output:\n${lines.join('\n')}`;
    super('backend-failed', `${sentence} ${output}`);
    this.sentence = sentence;
    this.lines = lines;
  }
}

export interface BackendProcess {
  /** Resolves when it accepts connections. Rejects with BackendFailedError. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended for any reason. */
  readonly ended: Promise<BackendExit>;
  /** Ends the whole process tree. */
  stop(): Promise<void>;
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

/** A shell reports a signal that ended its command as 128 plus the number of the signal. */
function describeExit({ exitCode, signalCode }: ChildProcess): string {
  const signals = Object.entries(constants.signals);
  const [signal = signalCode] = signals.find(([, number]) => exitCode === 128 + number) ?? [];
  return signal === null ? `with code ${exitCode}` : `by ${signal}`;
}

function keepOutput(child: ChildProcess, { env, log }: BackendCommand): string[] {
  const lines: string[] = [];
  const mask = secretMask(env);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (written) => {
      const line = mask(written);
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
      log(line);
    });
  }
  return lines;
}

/** Starts the backend. */
export function startBackend(start: BackendCommand): BackendProcess {
  const { command, cwd, env, socket } = start;
  const detached = process.platform !== 'win32';
  const child = spawn(command, { cwd, env, detached, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = keepOutput(child, start);
  // 'close' is emitted after the last line of output, 'exit' possibly before it.
  const closed = new Promise<void>((resolve) => {
    child
      .once('close', () => resolve())
      .once('error', (error) => {
        lines.push(error.message);
        resolve();
      });
  });
  adopt(child);
  let isOver = false;
  const ended = closed.then((): BackendExit => {
    isOver = true;
    return { how: describeExit(child), lines };
  });
  const stop = () => endTree(child, closed);

  const failure = async (sentence: string) => {
    await stop();
    return new BackendFailedError(`The backend ("${command}") ${sentence}`, lines);
  };
  const untilReady = async () => {
    const deadline = Date.now() + readyWithin;
    while (!(await accepts(socket))) {
      if (isOver) throw await failure(`ended ${describeExit(child)} before it listened on DDEXT_SOCKET.`);
      if (Date.now() > deadline) {
        throw await failure(`did not listen on DDEXT_SOCKET within ${readyWithin / 1000} seconds.`);
      }
      await Promise.race([closed, wait(askedEvery)]);
    }
  };
  return { ready: untilReady(), ended, stop };
}
