import { SimulatorError } from '../errors.ts';
import type {
  ConnectionTestStep,
  ConnectionTestView,
  TestableProvider,
} from '../events/connection-test-view.ts';
import { pastedUrlQuery } from './pasted-url.ts';
import type { Answer, Chosen } from './process/operations.ts';
import type { ConnectionTestProcess } from './process/process.ts';
import {
  type ConnectionTestPlan,
  type ConnectionTestProgress,
  callbackStep,
  type TestableExtension,
  tokenStep,
} from './step.ts';

/** A connection test of one provider, from its start to its last step. */
export class ConnectionTestRun {
  readonly provider: TestableProvider;
  readonly #process: ConnectionTestProcess;
  readonly #plan: ConnectionTestPlan;
  readonly #changed: (view: ConnectionTestView) => void;
  readonly #steps: ConnectionTestStep[] = [];
  #next: string | undefined;
  #authorizationUrl: string | undefined;
  #userCode: string | undefined;
  #busy = false;

  private constructor(
    process: ConnectionTestProcess,
    provider: TestableProvider,
    plan: ConnectionTestPlan,
    changed: (view: ConnectionTestView) => void,
  ) {
    this.#process = process;
    this.provider = provider;
    this.#plan = plan;
    this.#changed = changed;
    this.#next = plan.plan[0]?.id;
  }

  /**
   * Starts a connection test.
   *
   * @param changed is called with the first view and after every change
   * @throws SimulatorError `connection-test-failed` if the extension has no such provider, or the provider cannot
   *   be tested
   */
  static async begin(
    process: ConnectionTestProcess,
    { providers }: Pick<TestableExtension, 'providers'>,
    { provider: id, grant }: Chosen,
    changed: (view: ConnectionTestView) => void,
  ): Promise<ConnectionTestRun> {
    const plan = await process.ask('begin', { provider: id, grant });
    const provider = providers.find((each) => each.id === id);
    if (provider === undefined)
      throw new SimulatorError('connection-test-failed', `There is no provider "${id}".`);
    const run = new ConnectionTestRun(process, provider, plan, changed);
    changed(run.view);
    return run;
  }

  get view(): ConnectionTestView {
    const { redirectUri, plan, grant } = this.#plan;
    const next = plan.find(({ id }) => id === this.#next);
    return {
      ...{ provider: this.provider, redirectUri, grant, plan, steps: [...this.#steps], state: this.#state },
      ...(next && { next }),
      ...(this.#authorizationUrl && { authorizationUrl: this.#authorizationUrl }),
      ...(this.#userCode && { userCode: this.#userCode }),
    };
  }

  get #state(): ConnectionTestView['state'] {
    if (this.#busy) return this.#userCode !== undefined && this.#next === tokenStep ? 'entering' : 'busy';
    if (this.#next === undefined) return this.#steps.at(-1)?.status === 'failed' ? 'failed' : 'done';
    return this.#next === callbackStep ? 'waiting' : 'ready';
  }

  /** Whether it waits for a callback of the browser. */
  get isWaitingForCallback(): boolean {
    return this.#authorizationUrl !== undefined && this.#userCode === undefined;
  }

  /**
   * Runs the next step.
   *
   * @throws SimulatorError `connection-test-failed` if it waits for the browser, another step is running, or all
   *   steps are completed
   */
  async step(): Promise<void> {
    if (this.#state === 'ready') return this.#make();
    const reasons = {
      busy: 'A step is running.',
      waiting: 'The connection test is waiting for the browser.',
      entering: 'The code has not been entered yet.',
      done: 'All steps are completed.',
      failed: 'A step failed. Start again.',
    };
    throw new SimulatorError('connection-test-failed', reasons[this.#state]);
  }

  /**
   * Ends the wait for the browser or the device code. The step then lists the likely causes. @throws SimulatorError
   * `connection-test-failed`
   */
  async giveUp(): Promise<void> {
    if (this.#state === 'waiting') return this.#make();
    if (this.#state === 'entering') return this.#process.ask('giveUp');
    throw new SimulatorError(
      'connection-test-failed',
      'This connection test is not waiting for the browser.',
    );
  }

  /**
   * Takes a callback if it belongs to this connection test, and runs the callback step.
   *
   * @returns whether it belongs to this connection test. A second callback does, and changes nothing
   */
  async take(query: string): Promise<boolean> {
    return this.isWaitingForCallback && this.#take({ query, isPasted: false });
  }

  /**
   * Takes the final URL of the browser, pasted by the user.
   *
   * @throws SimulatorError `connection-test-failed` with the reason if it is not the callback
   */
  async takePastedUrl(address: string): Promise<void> {
    const query = pastedUrlQuery(address);
    if (this.#state !== 'waiting')
      throw new SimulatorError('connection-test-failed', 'This connection test is not waiting for a URL.');
    if (await this.#take({ query, isPasted: true })) return;
    throw new SimulatorError(
      'connection-test-failed',
      'This URL belongs to another attempt, because its state is a different one. Copy the final URL of this attempt.',
    );
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  async #take(answer: Answer): Promise<boolean> {
    const belongs = await this.#process.ask('answer', answer);
    if (belongs && this.#state === 'waiting') await this.#make();
    return belongs;
  }

  async #make(): Promise<void> {
    this.#busy = true;
    this.#changed(this.view);
    try {
      this.#advance(await this.#process.ask('step'));
    } finally {
      this.#busy = false;
      this.#changed(this.view);
    }
  }

  #advance({ step, next, authorizationUrl, userCode }: ConnectionTestProgress): void {
    this.#steps.push(step);
    this.#next = next;
    this.#userCode = userCode;
    // The URL comes from the provider. No browser may open a file: or javascript: URL.
    if (authorizationUrl && /^https?:\/\//i.test(authorizationUrl)) this.#authorizationUrl = authorizationUrl;
  }
}
