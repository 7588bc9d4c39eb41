import { type Grant, grantsOf, redirectUriOf } from '@ddext-oauth/providers';
import { scopesOf } from '../core/client/scopes.ts';
import type { Setting } from '../core/client/settings.ts';
import { DpopKeys } from '../core/dpop/dpop-keys.ts';
import {
  type ConnectionTestContext,
  type ConnectionTestOptions,
  NoCallback,
  type StepFunction,
  type StepResult,
} from './context.ts';
import { type Diagnosis, diagnose, diagnoseMissingCallback } from './diagnosis.ts';
import type { Failure, SettingPlaces } from './failure.ts';
import { observedParts } from './observed.ts';
import { refusingPage } from './page-text.ts';
import { type ConnectionTestStep, type ConnectionTestStepId, stepsOf, stepTitles } from './step.ts';
import { profile, refresh, revocation } from './steps/after.ts';
import { endpoints, settings } from './steps/prepare.ts';
import { authorization, callback, device } from './steps/request.ts';
import { token } from './steps/token.ts';

const work: Readonly<Record<ConnectionTestStepId, StepFunction>> = {
  settings,
  endpoints,
  authorization,
  callback,
  device,
  token,
  profile,
  refresh,
  revocation,
};

/**
 * A connection test of one configured provider and one grant: a sign-in step by step, with all requests and responses
 * except for secrets. It runs the same code as a sign-in of the extension, and stores nothing.
 *
 * @example
 *   const connectionTest = new ConnectionTest({ extension, settings, read });
 *   while (connectionTest.next) {
 *     const { id, status, problem } = await connectionTest.step();
 *     if (id === 'authorization') connectionTest.handleCallback(await queryFromBrowser(connectionTest.authorizationUrl));
 *   }
 */
export class ConnectionTest {
  /** The redirect URI. */
  readonly redirectUri: string;
  readonly grant: Grant;
  /** The IDs of the steps, in order. */
  readonly plan: readonly ConnectionTestStepId[];
  readonly #context: ConnectionTestContext;
  readonly #cancel = new AbortController();
  readonly #steps: ConnectionTestStep[] = [];

  constructor(options: ConnectionTestOptions) {
    const { extension, settings, grant = grantsOf(settings)[0] ?? 'authorization_code' } = options;
    this.redirectUri = redirectUriOf(extension, settings);
    this.grant = grant;
    this.plan = stepsOf(grant);
    const { redirectUri } = this;
    this.#context = {
      options,
      grant,
      redirectUri,
      observed: [],
      signal: this.#cancel.signal,
      dpopKeys: new DpopKeys(),
    };
  }

  /** The completed steps. */
  get steps(): readonly ConnectionTestStep[] {
    return this.#steps;
  }

  /** The ID of the next step. Undefined after the last step, and after a failed one. */
  get next(): ConnectionTestStepId | undefined {
    return this.#steps.at(-1)?.status === 'failed' ? undefined : this.plan[this.#steps.length];
  }

  /** The page to open in the browser, when it is known: the provider's sign-in page, or the page for the user code. */
  get authorizationUrl(): string | undefined {
    const { request, device } = this.#context;
    return request?.url ?? device?.verificationUriComplete ?? device?.verificationUri;
  }

  /** What the user enters on that page. Only for the device code grant. */
  get userCode(): string | undefined {
    return this.#context.device?.userCode;
  }

  /** Returns whether a callback belongs to this connection test, by its state. */
  matches(query: URLSearchParams): boolean {
    const { request } = this.#context;
    return request !== undefined && query.get('state') === request.state;
  }

  /** Takes the query of the callback, for the step `callback`. */
  handleCallback(query: URLSearchParams): void {
    this.#context.response = query;
  }

  /** Ends the step that waits for the device code. */
  cancel(): void {
    this.#cancel.abort(new NoCallback());
  }

  /**
   * Runs the next step. The step `callback` needs {@link handleCallback} first. Without it, the step fails with the
   * likely reason why the browser did not return. With a device code, the step `token` lasts until the user has
   * decided.
   *
   * @throws RangeError if there is no next step
   */
  async step(): Promise<ConnectionTestStep> {
    const id = this.next;
    if (id === undefined) throw new RangeError('This connection test is over.');
    this.#context.observed.length = 0;
    const step = await this.#make(id);
    this.#steps.push(step);
    return step;
  }

  async #make(id: ConnectionTestStepId): Promise<ConnectionTestStep> {
    const title = stepTitles[id];
    const { observed } = this.#context;
    try {
      const result = await work[id](this.#context);
      return { id, title, ...resultOf(result), parts: [...result.parts, ...observedParts(observed)] };
    } catch (caught) {
      const problem = await this.#diagnose(id, caught);
      const parts = observedParts(observed);
      return { id, title, status: 'failed', summary: problem.message, parts, problem };
    }
  }

  async #diagnose(step: ConnectionTestStepId, caught: unknown): Promise<Diagnosis> {
    const { options, redirectUri, grant, provider, configuration, observed, request, signal } = this.#context;
    const failure: Failure = {
      step,
      grant,
      caught,
      redirectUri,
      provider,
      observed,
      preset: options.settings.preset,
      places: placesOf(options),
      metadata: configuration?.serverMetadata(),
      scopes: configuration && provider ? scopesOf(configuration, provider) : [],
    };
    if (!(caught instanceof NoCallback || signal.aborted)) return diagnose(failure);
    const page =
      request && !request.url.includes('request_uri=')
        ? await refusingPage(request.url, options.insecureLoopbackIssuer === true)
        : undefined;
    return diagnoseMissingCallback(failure, page);
  }
}

function resultOf({
  status = 'done',
  summary,
  remark,
}: StepResult): Pick<ConnectionTestStep, 'status' | 'summary' | 'problem'> {
  if (!remark) return { status, summary };
  return { status: 'remark', summary, problem: { message: summary, ...remark } };
}

/** Returns the names of the settings: the variables that the provider's file names. */
function placesOf({ settings }: ConnectionTestOptions): SettingPlaces {
  const { clientId, clientSecret, clientKey, issuer, parameters = {} } = settings;
  const [parameter, ...others] = Object.entries(parameters).map(([name, each]) => placeOf(each, name));
  return {
    clientId: placeOf(clientId, "clientId in the provider's file"),
    clientSecret: placeOf(clientKey ?? clientSecret, "clientSecret in the provider's file"),
    issuer: issuer
      ? placeOf(issuer, "issuer in the provider's file")
      : [parameter ?? "issuer in the provider's file", ...others].join(' and '),
  };
}

function placeOf(setting: Setting | undefined, otherwise: string): string {
  return typeof setting === 'object' ? setting.variable : otherwise;
}
