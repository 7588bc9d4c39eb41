import type { IncomingMessage } from 'node:http';
import { SimulatorError } from '../errors.ts';
import type { TriableProvider, TrialView } from '../events/connection-test-view.ts';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import { queryOfVisit } from './callback-request.ts';
import { TrialRun } from './connection-test-run.ts';
import type { Chosen } from './process/operations.ts';
import { startTrialProcess, type TrialProcess, type TrialSurroundings } from './process/process.ts';

export interface TrialsOptions {
  /** As they are when a trial begins: the .env file may have been fixed. */
  readonly surroundings: () => Promise<TrialSurroundings>;
  readonly events: DashboardEvents;
  readonly log: (line: string) => void;
}

/** The trials of a dashboard, one after another. */
export class Trials {
  readonly #options: TrialsOptions;
  #process: TrialProcess | undefined;
  #run: TrialRun | undefined;
  #closed = false;

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** The extension's providers, as its files are now. @throws SimulatorError `trial-failed` */
  async providers(): Promise<readonly TriableProvider[]> {
    const process = startTrialProcess(await this.#options.surroundings());
    try {
      return (await process.ask('extension')).providers;
    } finally {
      await process.close();
    }
  }

  /** Ends the present connection test, and starts another. @throws SimulatorError `trial-failed` */
  async begin(chosen: Chosen): Promise<void> {
    const surroundings = await this.#options.surroundings();
    // Another one may have begun while the last one ended.
    do await this.end();
    while (this.#process);
    if (this.#closed) throw new SimulatorError('trial-failed', 'The simulator is stopping.');
    const process = startTrialProcess(surroundings);
    this.#process = process;
    const show = (view: TrialView) => {
      if (this.#process === process) this.#options.events.showTrial(view);
    };
    try {
      const run = await TrialRun.begin(process, await process.ask('extension'), chosen, show);
      if (this.#process !== process)
        throw new SimulatorError('trial-failed', 'Another connection test was started.');
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

  takeAddress(address: string): Promise<void> {
    return this.#current.takeAddress(address);
  }

  /** Whether a browser that comes back may have been sent out by a trial. */
  get isOut(): boolean {
    return this.#process?.isAlive === true && this.#run?.isOut === true;
  }

  /** Takes what a browser brought, if a trial sent it out. */
  async take(query: string): Promise<boolean> {
    const taken = (await this.#run?.take(query)) ?? false;
    if (taken) this.#options.events.toast('info', 'The browser came back to “Connection test”.');
    return taken;
  }

  /** The same for a request on the published port; one for another place or name is the backend's business. */
  async takeVisit(visit: IncomingMessage): Promise<boolean> {
    const query = this.isOut && queryOfVisit(this.#current.view.redirectUri, visit);
    return query ? this.take(query) : false;
  }

  async end(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    this.#run = undefined;
    if (process) this.#options.events.showTrial(null);
    await process?.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.end();
  }

  get #current(): TrialRun {
    if (this.#run) return this.#run;
    throw new SimulatorError('trial-failed', 'No connection test is open. Choose a provider first.');
  }
}
