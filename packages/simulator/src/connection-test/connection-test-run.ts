import { SimulatorError } from '../errors.ts';
import type { ConnectionTestView, TestableProvider, TrialStep } from '../events/connection-test-view.ts';
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

/** One connection test of one provider, from its beginning to its last step. */
export class ConnectionTestRun {
  readonly provider: TestableProvider;
  readonly #process: ConnectionTestProcess;
  readonly #plan: ConnectionTestPlan;
  readonly #changed: (view: ConnectionTestView) => void;
  readonly #steps: TrialStep[] = [];
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
   * @param changed is told of every change, and of the beginning
   * @throws SimulatorError `connection-test-failed` where the extension has no such provider, or it cannot be tried
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

  /** Whether the browser may come with an answer for it. */
  get isWaitingForCallback(): boolean {
    return this.#authorizationUrl !== undefined && this.#userCode === undefined;
  }

  /**
   * Makes the next step.
   *
   * @throws SimulatorError `connection-test-failed` where it is the browser's turn, another step is under way, or none is left
   */
  async step(): Promise<void> {
    if (this.#state === 'ready') return this.#make();
    const reasons = {
      busy: 'A step is under way.',
      waiting: 'It is the browser’s turn.',
      entering: 'The code has not been entered yet.',
      done: 'All steps were made.',
      failed: 'A step failed. Begin again.',
    };
    throw new SimulatorError('connection-test-failed', reasons[this.#state]);
  }

  /** The browser did not come back: makes the step that says why that may be. @throws SimulatorError `connection-test-failed` */
  async giveUp(): Promise<void> {
    if (this.#state === 'waiting') return this.#make();
    if (this.#state === 'entering') return this.#process.ask('giveUp');
    throw new SimulatorError(
      'connection-test-failed',
      'This connection test is not waiting for the browser.',
    );
  }

  /**
   * Takes what a browser brought, if it is this connection test's, and makes the step of it.
   *
   * @returns whether it is this connection test's; a second answer is, and changes nothing
   */
  async take(query: string): Promise<boolean> {
    return this.isWaitingForCallback && this.#take({ query, isPasted: false });
  }

  /**
   * Takes the address that a browser ended at, from a user.
   *
   * @throws SimulatorError `connection-test-failed` whose sentence says what is wrong with it
   */
  async takePastedUrl(address: string): Promise<void> {
    const query = pastedUrlQuery(address);
    if (this.#state !== 'waiting')
      throw new SimulatorError(
        'connection-test-failed',
        'This connection test is not waiting for an address.',
      );
    if (await this.#take({ query, isPasted: true })) return;
    throw new SimulatorError(
      'connection-test-failed',
      'This address belongs to another attempt: its state is not the one that was sent. Copy the address of the page that this attempt ended at.',
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
    // The address is the provider's word; no browser is sent to file: or javascript:.
    if (authorizationUrl && /^https?:\/\//i.test(authorizationUrl)) this.#authorizationUrl = authorizationUrl;
  }
}
