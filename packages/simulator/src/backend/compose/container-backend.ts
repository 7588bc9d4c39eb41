import { rm } from 'node:fs/promises';
import { messageOf } from '../../errors.ts';
import type { BackendState } from '../../events/backend-state.ts';
import { runDocker } from '../../processes/docker-cli.ts';
import { BackendFailedError } from '../backend-process.ts';
import { type ContainerSocket, untilReady } from './container.ts';
import { type ContainerLog, followLog } from './container-log.ts';

export interface ContainerBackendOptions {
  readonly container: string;
  /** Undefined if there is none that this machine can reach. */
  readonly socket: ContainerSocket | undefined;
  /** Of the service. Its secrets are masked in the output. */
  readonly environment: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly report: (state: BackendState) => void;
}

/** Seconds until a container that does not end is killed. */
export const patience = '3';
const advice = 'Press r in the terminal to restart it.';

/** A backend that runs as a container: its output, and its restarts. */
export class ContainerBackend {
  readonly #options: ContainerBackendOptions;
  #output: ContainerLog | undefined;
  #restarting: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: ContainerBackendOptions) {
    this.#options = options;
  }

  /** Waits until a container that was started accepts connections. @throws BackendFailedError if it has ended */
  async start(): Promise<void> {
    const { container, socket, log } = this.#options;
    const output = await this.#follow();
    const state = await untilReady(container, socket, output);
    if (state === 'ended') {
      await output.ended;
      throw new BackendFailedError('The container of the backend ended.', output.lines);
    }
    if (state === 'late') {
      log(`The backend does not listen on ${socket?.name} yet. vm.service rejects until it does.`);
    }
  }

  /** Restarts the container. Resolves when it accepts connections or has failed, which is reported. */
  restart(): Promise<void> {
    // Two at once would each follow the output, and stop what the other has started.
    this.#restarting ??= this.#restartOnce().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  /** Stops following the container, which goes on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#unfollow();
    await this.#restarting;
  }

  async #restartOnce(): Promise<void> {
    const { container, socket, report } = this.#options;
    await this.#unfollow();
    if (this.#isClosed) return;
    report({ status: 'restarting' });
    try {
      const since = new Date();
      await runDocker('stop', '--time', patience, container);
      // A backend that was killed leaves its socket behind, and the next one could not listen.
      if (socket !== undefined) await rm(socket.path, { force: true });
      if (this.#isClosed) return;
      await runDocker('start', container);
      const output = await this.#follow(since);
      // The simulator was closed in the meantime, and removes the container.
      if (this.#isClosed) return await this.#unfollow();
      if ((await untilReady(container, socket, output)) === 'ended') await output.ended;
      else report({ status: 'running' });
    } catch (error) {
      if (this.#isClosed) return;
      report({ status: 'stopped', message: `${messageOf(error)} ${advice}`, lines: [] });
    }
  }

  async #unfollow(): Promise<void> {
    const output = this.#output;
    this.#output = undefined;
    await output?.close();
  }

  async #follow(since?: Date): Promise<ContainerLog> {
    const { container, environment, log, report } = this.#options;
    const output = await followLog(container, environment, (line) => log(`backend: ${line}`), since);
    this.#output = output;
    void output.ended.then(() => {
      if (this.#output !== output) return;
      const message = `The container of the backend ended. ${advice}`;
      report({ status: 'stopped', message, lines: output.lines });
    });
    return output;
  }
}
