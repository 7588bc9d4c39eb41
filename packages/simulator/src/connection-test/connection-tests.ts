import type { IncomingMessage } from 'node:http';
import { SimulatorError } from '../errors.ts';
import type { ConnectionTestView, TestableProvider } from '../events/connection-test-view.ts';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import { callbackQuery } from './callback-request.ts';
import { ConnectionTestRun } from './connection-test-run.ts';
import type { Chosen } from './process/operations.ts';
import {
  type ConnectionTestProcess,
  type ConnectionTestProcessOptions,
  startConnectionTestProcess,
} from './process/process.ts';

export interface ConnectionTestsOptions {
  /** Read when a connection test starts, because the .env file may have changed. */
  readonly processOptions: () => Promise<ConnectionTestProcessOptions>;
  readonly events: DashboardEvents;
  readonly log: (line: string) => void;
}

/** The connection tests of a dashboard. Only one is open at a time. */
export class ConnectionTests {
  readonly #options: ConnectionTestsOptions;
  #process: ConnectionTestProcess | undefined;
  #run: ConnectionTestRun | undefined;
  #closed = false;

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
  }

  /** The extension's providers, read from its current files. @throws SimulatorError `connection-test-failed` */
  async providers(): Promise<readonly TestableProvider[]> {
    const process = startConnectionTestProcess(await this.#options.processOptions());
    try {
      return (await process.ask('extension')).providers;
    } finally {
      await process.close();
    }
  }

  /** Ends the current connection test and starts another. @throws SimulatorError `connection-test-failed` */
  async begin(chosen: Chosen): Promise<void> {
    const processOptions = await this.#options.processOptions();
    // Another one may have started while this one waited.
    do await this.end();
    while (this.#process);
    if (this.#closed) throw new SimulatorError('connection-test-failed', 'The simulator is stopping.');
    const process = startConnectionTestProcess(processOptions);
    this.#process = process;
    const show = (view: ConnectionTestView) => {
      if (this.#process === process) this.#options.events.showConnectionTest(view);
    };
    try {
      const run = await ConnectionTestRun.begin(process, await process.ask('extension'), chosen, show);
      if (this.#process !== process)
        throw new SimulatorError('connection-test-failed', 'Another connection test was started.');
      this.#run = run;
      this.#options.log(`Connection test of ${run.provider.name} started.`);
    } catch (error) {
      if (this.#process === process) await this.end();
      throw error;
    }
  }

  step(): Promise<void> {
    return this.#current.step();
  }

  giveUp(): Promise<void> {
    return this.#current.giveUp();
  }

  takePastedUrl(address: string): Promise<void> {
    return this.#current.takePastedUrl(address);
  }

  /** Whether a connection test waits for a callback of the browser. */
  get isWaitingForCallback(): boolean {
    return this.#process?.isAlive === true && this.#run?.isWaitingForCallback === true;
  }

  /** Takes a callback if it belongs to the current connection test. */
  async take(query: string): Promise<boolean> {
    const taken = (await this.#run?.take(query)) ?? false;
    if (taken) this.#options.events.toast('info', 'The browser returned to “Connection test”.');
    return taken;
  }

  /** Takes a request on the published port if it is such a callback. All others are for the backend. */
  async takeCallbackRequest(visit: IncomingMessage): Promise<boolean> {
    const query = this.isWaitingForCallback && callbackQuery(this.#current.view.redirectUri, visit);
    return query ? this.take(query) : false;
  }

  async end(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    this.#run = undefined;
    if (process) this.#options.events.showConnectionTest(null);
    await process?.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.end();
  }

  get #current(): ConnectionTestRun {
    if (this.#run) return this.#run;
    throw new SimulatorError(
      'connection-test-failed',
      'No connection test is open. Choose a provider first.',
    );
  }
}
