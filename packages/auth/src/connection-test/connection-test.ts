import { type Grant, grantsOf, redirectUriOf } from '@ddext-oauth/providers';
import { scopesOf } from '../core/scopes.ts';
import type { Setting } from '../core/settings.ts';
import {
  type ConnectionTestContext,
  type ConnectionTestOptions,
  type Made,
  NoCallback,
  type Work,
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

const work: Readonly<Record<ConnectionTestStepId, Work>> = {
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
 * A connection test of one configured provider by one grant, one step at a time, with everything that is sent and received
 * laid open and every secret left out. It runs the code that the extension signs in with, and keeps nothing.
 */
export class ConnectionTest {
  /** Where the browser comes back to. */
  readonly redirectUri: string;
  readonly grant: Grant;
  /** The steps, in their order. */
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
    this.#context = { options, grant, redirectUri, observed: [], signal: this.#cancel.signal };
  }

  /** The steps that were made. */
  get steps(): readonly ConnectionTestStep[] {
    return this.#steps;
  }

  /** The step to make next; undefined after the last, and after one that failed. */
  get next(): ConnectionTestStepId | undefined {
    return this.#steps.at(-1)?.status === 'failed' ? undefined : this.plan[this.#steps.length];
  }

  /** The page that the browser has to open, once it is known: the provider's sign-in page, or the page for the code. */
  get authorizationUrl(): string | undefined {
    const { request, device } = this.#context;
    return request?.url ?? device?.verificationUriComplete ?? device?.verificationUri;
  }

  /** What the person enters on that page, where the grant is the device code. */
  get userCode(): string | undefined {
    return this.#context.device?.userCode;
  }

  /** Whether the answer of a browser belongs to this connection test. */
  matches(query: URLSearchParams): boolean {
    const { request } = this.#context;
    return request !== undefined && query.get('state') === request.state;
  }

  /** The browser came back: the query of the address that it came to. */
  handleCallback(query: URLSearchParams): void {
    this.#context.response = query;
  }

  /** The person does not enter the device code: ends the step that waits for it. */
  cancel(): void {
    this.#cancel.abort(new NoCallback());
  }

  /**
   * Makes the next step. The one after the authorization request takes {@link answer} first; without it, the step fails with
   * what may have kept the browser from coming back. With a device code, the token step lasts until the person has decided.
   *
   * @throws RangeError where there is no next step
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
      const made = await work[id](this.#context);
      return { id, title, ...resultOf(made), parts: [...made.parts, ...observedParts(observed)] };
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
}: Made): Pick<ConnectionTestStep, 'status' | 'summary' | 'problem'> {
  if (!remark) return { status, summary };
  return { status: 'remark', summary, problem: { message: summary, ...remark } };
}

/** Where the settings are made: the variables that the provider's file names. */
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
