import { SimulatorError } from '../errors.ts';
import type { TriableProvider, TrialStep, TrialView } from '../events/connection-test-view.ts';
import { queryOfAddress } from './pasted-url.ts';
import type { Answer, Chosen } from './process/operations.ts';
import type { TrialProcess } from './process/process.ts';
import {
  callbackStep,
  type TriableExtension,
  type TrialPlan,
  type TrialProgress,
  tokenStep,
} from './step.ts';

/** One trial of one provider, from its beginning to its last step. */
export class TrialRun {
  readonly provider: TriableProvider;
  readonly #process: TrialProcess;
  readonly #plan: TrialPlan;
  readonly #changed: (view: TrialView) => void;
  readonly #steps: TrialStep[] = [];
  #next: string | undefined;
  #authorizationUrl: string | undefined;
  #userCode: string | undefined;
  #busy = false;

  private constructor(
    process: TrialProcess,
    provider: TriableProvider,
    plan: TrialPlan,
    changed: (view: TrialView) => void,
  ) {
    this.#process = process;
    this.provider = provider;
    this.#plan = plan;
    this.#changed = changed;
    this.#next = plan.plan[0]?.id;
  }

  /**
   * @param changed is told of every change, and of the beginning
   * @throws SimulatorError `trial-failed` where the extension has no such provider, or it cannot be tried
   */
  static async begin(
    process: TrialProcess,
    { providers }: Pick<TriableExtension, 'providers'>,
    { provider: id, grant }: Chosen,
    changed: (view: TrialView) => void,
  ): Promise<TrialRun> {
    const plan = await process.ask('begin', { provider: id, grant });
    const provider = providers.find((each) => each.id === id);
    if (provider === undefined) throw new SimulatorError('trial-failed', `There is no provider "${id}".`);
    const run = new TrialRun(process, provider, plan, changed);
    changed(run.view);
    return run;
  }

  get view(): TrialView {
    const { redirectUri, plan, grant } = this.#plan;
    const next = plan.find(({ id }) => id === this.#next);
    return {
      ...{ provider: this.provider, redirectUri, grant, plan, steps: [...this.#steps], state: this.#state },
      ...(next && { next }),
      ...(this.#authorizationUrl && { authorizationUrl: this.#authorizationUrl }),
      ...(this.#userCode && { userCode: this.#userCode }),
    };
  }

  get #state(): TrialView['state'] {
    if (this.#busy) return this.#userCode !== undefined && this.#next === tokenStep ? 'entering' : 'busy';
    if (this.#next === undefined) return this.#steps.at(-1)?.status === 'failed' ? 'failed' : 'done';
    return this.#next === callbackStep ? 'waiting' : 'ready';
  }

  /** Whether the browser may come with an answer for it. */
  get isOut(): boolean {
    return this.#authorizationUrl !== undefined && this.#userCode === undefined;
  }

  /**
   * Makes the next step.
   *
   * @throws SimulatorError `trial-failed` where it is the browser's turn, another step is under way, or none is left
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
    throw new SimulatorError('trial-failed', reasons[this.#state]);
  }

  /** The browser did not come back: makes the step that says why that may be. @throws SimulatorError `trial-failed` */
  async giveUp(): Promise<void> {
    if (this.#state === 'waiting') return this.#make();
    if (this.#state === 'entering') return this.#process.ask('giveUp');
    throw new SimulatorError('trial-failed', 'This connection test is not waiting for the browser.');
  }

  /**
   * Takes what a browser brought, if it is this trial's, and makes the step of it.
   *
   * @returns whether it is this trial's; a second answer is, and changes nothing
   */
  async take(query: string): Promise<boolean> {
    return this.isOut && this.#take({ query, byHand: false });
  }

  /**
   * Takes the address that a browser ended at, from a person.
   *
   * @throws SimulatorError `trial-failed` whose sentence says what is wrong with it
   */
  async takeAddress(address: string): Promise<void> {
    const query = queryOfAddress(address);
    if (this.#state !== 'waiting')
      throw new SimulatorError('trial-failed', 'This connection test is not waiting for an address.');
    if (await this.#take({ query, byHand: true })) return;
    throw new SimulatorError(
      'trial-failed',
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

  #advance({ step, next, authorizationUrl, userCode }: TrialProgress): void {
    this.#steps.push(step);
    this.#next = next;
    this.#userCode = userCode;
    // The address is the provider's word; no browser is sent to file: or javascript:.
    if (authorizationUrl && /^https?:\/\//i.test(authorizationUrl)) this.#authorizationUrl = authorizationUrl;
  }
}
