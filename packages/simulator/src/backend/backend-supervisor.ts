import { rm } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import type { BackendState } from '../events/backend-state.ts';
import {
  type BackendCommand,
  BackendFailedError,
  type BackendProcess,
  startBackend,
} from './backend-process.ts';

export interface Supervision {
  /** The command of the next start. It is called for each one, so that a restart reads .env again. */
  readonly command: () => Promise<BackendCommand>;
  /** What restarts the backend, for the message about one that ended. */
  readonly restartAdvice: string;
  readonly report: (state: BackendState) => void;
}

/** Starts one backend process after another. It never runs two at once. */
export class BackendSupervisor {
  readonly #supervision: Supervision;
  #process: BackendProcess | undefined;
  #queued: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(supervision: Supervision) {
    this.#supervision = supervision;
  }

  /** Starts the first process. @throws SimulatorError `backend-failed` */
  async start(): Promise<void> {
    const process = await this.#spawn();
    await process.ready;
    this.#reportExitOf(process);
  }

  /** Restarts the backend. Resolves when it accepts connections or has failed, which is reported. */
  restart(): Promise<void> {
    // A process that is still starting must not delay its replacement.
    void this.#process?.stop();
    this.#queued ??= this.#last.then(() => {
      this.#queued = undefined;
      this.#last = this.#restartOnce();
      return this.#last;
    });
    return this.#queued;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#process?.stop();
    await this.#last;
  }

  async #restartOnce(): Promise<void> {
    const { report, restartAdvice } = this.#supervision;
    const previous = this.#process;
    this.#process = undefined;
    await previous?.stop();
    if (this.#isClosed) return;
    report({ status: 'restarting' });
    try {
      const process = await this.#spawn();
      await process.ready;
      report({ status: 'running' });
      this.#reportExitOf(process);
    } catch (error) {
      // A newer restart or the end of the simulator has stopped it.
      if (this.#queued || this.#isClosed) return;
      const failed = error instanceof BackendFailedError ? error : { sentence: messageOf(error), lines: [] };
      report({ status: 'stopped', message: `${failed.sentence} ${restartAdvice}`, lines: failed.lines });
    }
  }

  async #spawn(): Promise<BackendProcess> {
    const command = await this.#supervision.command();
    // A process that was killed leaves its sockets behind, and the next one could not listen.
    if (process.platform !== 'win32') {
      for (const socket of [command.socket, command.callbackSocket]) await rm(socket, { force: true });
    }
    this.#process = startBackend(command);
    return this.#process;
  }

  #reportExitOf(ending: BackendProcess): void {
    const { report, restartAdvice } = this.#supervision;
    void ending.ended.then(({ how, lines }) => {
      if (this.#process !== ending || this.#queued || this.#isClosed) return;
      report({ status: 'stopped', message: `The backend ended ${how}. ${restartAdvice}`, lines });
    });
  }
}
