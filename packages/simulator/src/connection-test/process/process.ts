import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SimulatorError } from '../../errors.ts';
import type { ConnectionTestOperations } from './operations.ts';

export interface ConnectionTestProcessOptions {
  /** The folder of the extension. */
  readonly directory: string;
  /** The Vite project of its UI. */
  readonly uiDirectory: string;
  /** The environment of its backend. */
  readonly environment: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

type Asked<Name extends keyof ConnectionTestOperations> = Parameters<ConnectionTestOperations[Name]>;
type Answered<Name extends keyof ConnectionTestOperations> = Awaited<
  ReturnType<ConnectionTestOperations[Name]>
>;

export interface ConnectionTestProcess {
  readonly isAlive: boolean;
  /** @throws SimulatorError `connection-test-failed` with the message of the process */
  ask<Name extends keyof ConnectionTestOperations>(
    operation: Name,
    ...about: Asked<Name>
  ): Promise<Answered<Name>>;
  close(): Promise<void>;
}

/** The relative path is the same from src and from dist. */
const worker = fileURLToPath(new URL('../../../dist/connection-test/process/worker.js', import.meta.url));

interface Pending {
  resolve(value: never): void;
  reject(error: Error): void;
}

/**
 * Starts a process that loads the extension's providers and tests one of them. It has the extension's environment
 * and current files, and a crash does not affect the simulator.
 */
export function startConnectionTestProcess(start: ConnectionTestProcessOptions): ConnectionTestProcess {
  const { directory, uiDirectory, log } = start;
  // Shims of a package manager set it to their own packages, which could replace a missing package of the
  // extension.
  const { NODE_PATH: _shims, ...environment } = start.environment;
  const child = fork(worker, [directory, uiDirectory], {
    cwd: directory,
    env: environment,
    // No flags of the parent process.
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<unknown>((resolve) => child.once('exit', resolve).once('error', resolve));
  const pending = new Map<number, Pending>();
  let asked = 0;
  let over = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => log(`connection test: ${line}`));
  }
  child.on('message', ({ id, value, error }: { id: number; value?: never; error?: string }) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(value as never);
    else waiting?.reject(new SimulatorError('connection-test-failed', error));
  });
  const end = () => {
    over = true;
    for (const { reject } of pending.values()) reject(endedError());
    pending.clear();
  };
  child.on('exit', end).on('error', end);
  return {
    get isAlive() {
      return !over;
    },
    ask: (operation, ...about) =>
      new Promise((resolve, reject) => {
        if (over) return reject(endedError());
        pending.set(++asked, { resolve, reject });
        child.send({ id: asked, operation, about: about[0] });
      }),
    async close() {
      // The process stores nothing, so it can be killed.
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

function endedError(): SimulatorError {
  return new SimulatorError('connection-test-failed', 'The connection test has ended. Start it again.');
}
