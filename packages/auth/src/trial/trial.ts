import type { Configuration } from 'openid-client';
import { type AuthorizationRequest, createAuthorizationRequest } from '../core/authorize.ts';
import { type ClientOptions, createConfiguration } from '../core/client.ts';
import { AuthError } from '../core/errors.ts';
import { exchangeCode } from '../core/exchange.ts';
import type { Observation } from '../core/fetch.ts';
import { fetchProfile } from '../core/profile.ts';
import { refreshTokens } from '../core/refresh.ts';
import {
  type ProviderSettings,
  type ReadVariable,
  type ResolvedProvider,
  readVariables,
  resolveProvider,
} from '../core/settings.ts';
import { revokeTokens } from '../core/sign-out.ts';
import type { Tokens } from '../core/tokens.ts';
import { type Extension, redirectUriOf } from '../session/extension.ts';
import { isPlayed, playedBy, type StandIn } from '../session/stand-in.ts';
import { type Diagnosis, diagnose, diagnoseSilence, type Failure } from './diagnosis.ts';
import { answerMeanings, requestMeanings } from './meanings.ts';
import { observedParts } from './observed.ts';
import { shown } from './redaction.ts';
import {
  stepTitles,
  type TrialLine,
  type TrialPart,
  type TrialStep,
  type TrialStepId,
  trialSteps,
} from './step.ts';

/** What a provider is tried with: what an `Auth` has, but for a store, since nothing is kept. */
export interface TrialOptions extends ClientOptions {
  readonly extension: Extension;
  readonly settings: ProviderSettings;
  readonly read: ReadVariable;
  readonly standIn?: StandIn;
}

/** What a step came to, before it has a name. */
type Made = Pick<TrialStep, 'summary' | 'parts'> & { readonly status?: 'skipped' };

/**
 * A sign-in at one configured provider, one step at a time, with everything that is sent and received laid open and every
 * secret left out. It runs the code that the extension signs in with, and keeps nothing.
 */
export class Trial {
  /** Where the browser comes back to. */
  readonly redirectUri: string;
  readonly #options: TrialOptions;
  readonly #steps: TrialStep[] = [];
  readonly #observed: Observation[] = [];
  #provider: ResolvedProvider | undefined;
  #configuration: Configuration | undefined;
  #request: AuthorizationRequest | undefined;
  #answer: URLSearchParams | undefined;
  #tokens: Tokens | undefined;

  constructor(options: TrialOptions) {
    this.#options = options;
    this.redirectUri = redirectUriOf(options.extension, options.settings);
  }

  /** The steps that were made. */
  get steps(): readonly TrialStep[] {
    return this.#steps;
  }

  /** The step to make next; undefined after the last, and after one that failed. */
  get next(): TrialStepId | undefined {
    return this.#steps.at(-1)?.status === 'failed' ? undefined : trialSteps[this.#steps.length];
  }

  /** The provider's page, once the request is made. */
  get authorizationUrl(): string | undefined {
    return this.#request?.url;
  }

  /** Whether the answer of a browser belongs to this trial. */
  isAnsweredBy(query: URLSearchParams): boolean {
    return this.#request !== undefined && query.get('state') === this.#request.state;
  }

  /** The browser came back: the query of the address that it came to. */
  answer(query: URLSearchParams): void {
    this.#answer = query;
  }

  /**
   * Makes the next step. The one after the request takes {@link answer} first; without it, the step fails with what may have
   * kept the browser from coming back.
   *
   * @throws RangeError where there is no next step
   */
  async step(): Promise<TrialStep> {
    const id = this.next;
    if (id === undefined) throw new RangeError('This trial is over.');
    this.#observed.length = 0;
    const step = await this.#make(id);
    this.#steps.push(step);
    return step;
  }

  async #make(id: TrialStepId): Promise<TrialStep> {
    const title = stepTitles[id];
    try {
      const { status = 'done', summary, parts } = await this.#work[id]();
      return { id, title, status, summary, parts: [...parts, ...observedParts(this.#observed)] };
    } catch (caught) {
      const problem = this.#diagnose(id, caught);
      return {
        id,
        title,
        status: 'failed',
        summary: problem.message,
        parts: observedParts(this.#observed),
        problem,
      };
    }
  }

  #diagnose(step: TrialStepId, caught: unknown): Diagnosis {
    const { settings } = this.#options;
    const from = (setting: unknown, otherwise: string) =>
      typeof setting === 'object' && setting !== null && 'variable' in setting
        ? String(setting.variable)
        : otherwise;
    const failure: Failure = {
      ...{ step, caught },
      preset: settings.preset,
      redirectUri: this.redirectUri,
      clientIdFrom: from(settings.clientId, "the client id in the provider's file"),
      clientSecretFrom: from(settings.clientSecret, 'the client secret'),
      issuerFrom: from(
        settings.issuer,
        Object.values(settings.parameters ?? {}).map((each) => from(each, ''))[0] || 'the issuer',
      ),
    };
    return caught instanceof NoAnswer ? diagnoseSilence(failure) : diagnose(failure);
  }

  readonly #work: Readonly<Record<TrialStepId, () => Promise<Made>>> = {
    settings: async () => {
      const { settings, read, standIn } = this.#options;
      const variables = await readVariables(settings, read);
      const provider =
        standIn && isPlayed(settings, variables)
          ? playedBy(standIn, settings)
          : resolveProvider(settings, variables);
      this.#provider = provider;
      const lines: TrialLine[] = [
        { name: 'client_id', value: provider.clientId, meaning: requestMeanings.get('client_id') ?? '' },
        { name: 'client authentication', value: provider.credential.method },
        { name: 'redirect_uri', value: this.redirectUri, meaning: requestMeanings.get('redirect_uri') ?? '' },
        { name: 'scopes', value: provider.scopes.join(' ') || 'none' },
        ...(provider.issuer ? [{ name: 'issuer', value: provider.issuer }] : []),
      ];
      const played =
        provider.preset === settings.preset ? '' : " It is played by the simulator's identity provider.";
      return {
        summary: `Everything that ${provider.name} needs is set.${played}`,
        parts: [{ heading: 'Read from the settings', lines }],
      };
    },

    endpoints: async () => {
      const provider = known(this.#provider);
      const observe = (observation: Observation) => void this.#observed.push(observation);
      this.#configuration = await createConfiguration(provider, { ...this.#options, observe }, [
        this.redirectUri,
      ]);
      const metadata = Object.entries(this.#configuration.serverMetadata());
      const lines = metadata.flatMap(([name, value]) =>
        typeof value === 'string' && /(^issuer|_endpoint|_uri)$/.test(name) ? [{ name, value }] : [],
      );
      const source = provider.endpoints ? 'the preset' : 'its discovery document';
      return {
        summary: `${provider.name} is known from ${source}.`,
        parts: [{ heading: 'Endpoints', lines }],
      };
    },

    authorization: async () => {
      const [configuration, provider] = [known(this.#configuration), known(this.#provider)];
      const insecureLoopback = this.#options.insecureLoopbackIssuer === true;
      this.#request = await createAuthorizationRequest(
        configuration,
        provider,
        this.redirectUri,
        insecureLoopback,
      );
      const { origin, pathname, searchParams } = new URL(this.#request.url);
      return {
        summary: `Open ${provider.name} in the browser and sign in there.`,
        parts: [partOf(`GET ${origin}${pathname}`, searchParams, requestMeanings)],
      };
    },

    callback: async () => {
      if (this.#answer === undefined) throw new NoAnswer();
      const error = this.#answer.get('error');
      const parts = [partOf('The browser brought', this.#answer, answerMeanings)];
      if (error) throw refusal(known(this.#provider).name, error, this.#answer.get('error_description'));
      return { summary: 'The browser came back with a code.', parts };
    },

    token: async () => {
      const [configuration, provider, request] = [
        known(this.#configuration),
        known(this.#provider),
        known(this.#request),
      ];
      this.#tokens = await exchangeCode(
        configuration,
        provider,
        { request, query: known(this.#answer) },
        Date.now(),
      );
      const { scopes, expiresAt, refreshToken, claims } = this.#tokens;
      const lines: TrialLine[] = [
        { name: 'granted', value: scopes.join(' ') || 'nothing in particular' },
        {
          name: 'not granted',
          value: provider.scopes.filter((scope) => !scopes.includes(scope)).join(' ') || 'nothing',
        },
        {
          name: 'access token ends',
          value: expiresAt ? new Date(expiresAt).toISOString() : 'the provider does not say',
        },
        {
          name: 'refresh token',
          value: refreshToken ? 'yes' : 'no: when the access token ends, the person signs in again',
        },
      ];
      const parts: TrialPart[] = [{ heading: 'What that means', lines }];
      if (claims)
        parts.push(partOf('Claims of the ID token, checked', new Map(Object.entries(claims)), new Map()));
      return { summary: 'The code was exchanged for tokens.', parts };
    },

    profile: async () => {
      const provider = known(this.#provider);
      const profile = await fetchProfile(known(this.#configuration), provider, known(this.#tokens));
      return {
        summary: `${profile.name ?? profile.email ?? profile.id} signed in.`,
        parts: [partOf('The profile that the extension shows', new Map(Object.entries(profile)), new Map())],
      };
    },

    refresh: async () => {
      const [configuration, provider, tokens] = [
        known(this.#configuration),
        known(this.#provider),
        known(this.#tokens),
      ];
      const { refreshToken, scopes } = tokens;
      if (!refreshToken) {
        const note = provider.preset.refresh.issued;
        const why = note.possible === true ? note.note : note.reason;
        return { status: 'skipped', summary: `No refresh token was issued. ${why ?? ''}`.trim(), parts: [] };
      }
      const renewed = await refreshTokens(configuration, provider, { refreshToken, scopes }, Date.now());
      const rotates = renewed.refreshToken !== undefined && renewed.refreshToken !== refreshToken;
      this.#tokens = { ...tokens, ...renewed };
      return {
        summary: rotates
          ? 'The access token was renewed, and the refresh token with it.'
          : 'The access token was renewed; the refresh token stays.',
        parts: [],
      };
    },

    revocation: async () => {
      const [configuration, provider, tokens] = [
        known(this.#configuration),
        known(this.#provider),
        known(this.#tokens),
      ];
      if (!configuration.serverMetadata().revocation_endpoint) {
        return {
          status: 'skipped',
          summary: `${provider.name} has no revocation endpoint (RFC 7009) that is known: signing out forgets the tokens here.`,
          parts: [],
        };
      }
      if (await revokeTokens(configuration, tokens))
        return { summary: 'The tokens were taken back.', parts: [] };
      throw new AuthError('provider-refused', `${provider.name} did not take the tokens back.`);
    },
  };
}

/** The browser never brought an answer. */
class NoAnswer extends Error {}

function refusal(name: string, error: string, description: string | null): AuthError {
  const cause = { error, ...(description && { error_description: description }) };
  const said = [error, description].filter(Boolean).join(': ');
  const code = error === 'access_denied' ? 'access-denied' : 'provider-refused';
  return new AuthError(code, `${name} answered "${said}".`, { cause });
}

function partOf(
  heading: string,
  values: Iterable<[string, unknown]>,
  meanings: ReadonlyMap<string, string>,
): TrialPart {
  const lines = [...values].map(([name, value]) => {
    const meaning = meanings.get(name);
    return { name, value: shown(name, value), ...(meaning && { meaning }) };
  });
  return { heading, lines };
}

/** What an earlier step found out; steps are made in their order. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('An earlier step is missing.');
  return value;
}
