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

  constructor(options: ContainerBackendOptions) {
    this.#options = options;
  }

  /** Waits until a container that was started accepts connections. @throws BackendFailedError if it has ended */
  async start(): Promise<void> {
    const { container, socket, log } = this.#options;
    const output = await this.#follow();
    const state = await untilReady(container, socket, output);
    if (state === 'ended') throw new BackendFailedError('The container of the backend ended.', output.lines);
    if (state === 'late') {
      log(`The backend does not listen on ${socket?.name} yet. vm.service rejects until it does.`);
    }
  }

  /** Restarts the container. Resolves when it accepts connections or has failed, which is reported. */
  async restart(): Promise<void> {
    const { container, socket, report } = this.#options;
    await this.close();
    report({ status: 'restarting' });
    try {
      const since = new Date();
      await runDocker('stop', '--time', patience, container);
      // A backend that was killed leaves its socket behind, and the next one could not listen.
      if (socket !== undefined) await rm(socket.path, { force: true });
      await runDocker('start', container);
      const output = await this.#follow(since);
      if ((await untilReady(container, socket, output)) === 'ended') await output.ended;
      else report({ status: 'running' });
    } catch (error) {
      report({ status: 'stopped', message: `${messageOf(error)} ${advice}`, lines: [] });
    }
  }

  /** Stops following the container, which goes on. */
  async close(): Promise<void> {
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
