import type { LoadedExtension, ProviderSettings, Trial } from './load-extension.ts';
import {
  callbackStep,
  type TriableExtension,
  type TriableProvider,
  type TrialPlan,
  type TrialProgress,
} from './step.ts';

/** What the process of a trial can be asked, and what it answers. */
export interface TrialOperations {
  extension(): Promise<TriableExtension>;
  begin(about: { readonly provider: string }): Promise<TrialPlan>;
  step(): Promise<TrialProgress>;
  /** Whether an answer belongs to this trial. Only the first one counts. */
  answer(about: Answer): boolean;
}

export interface Answer {
  readonly query: string;
  /** Whether a person vouches for it, so that it need not have a state where a provider sent none with its error. */
  readonly byHand: boolean;
}

async function triable({ read }: LoadedExtension, settings: ProviderSettings): Promise<TriableProvider> {
  const { id, name, preset, clientId, grants } = settings;
  const byBrowser = grants?.includes('authorization_code') ?? true;
  const problem = `It signs in by ${grants?.join(' and ')} alone; only a sign-in in the browser can be tried.`;
  return {
    id,
    name: name ?? preset.name,
    played: typeof clientId === 'object' && (await read(clientId.variable)) === undefined,
    ...(byBrowser ? {} : { problem }),
  };
}

/** One extension and one trial of it at a time. */
export function trialOperations(loaded: LoadedExtension): TrialOperations {
  const { extension, providers, plan } = loaded;
  let trial: Trial | undefined;
  const begun = () => {
    if (trial === undefined) throw new Error('No trial was begun.');
    return trial;
  };
  return {
    async extension() {
      const { id, title, strategy, port } = extension;
      const tried = await Promise.all(providers.map((settings) => triable(loaded, settings)));
      return { id, title, strategy, ...(port === undefined ? {} : { port }), providers: tried };
    },
    async begin({ provider }) {
      const settings = providers.find(({ id }) => id === provider);
      if (settings === undefined) throw new Error(`The extension has no provider "${provider}".`);
      const { problem } = await triable(loaded, settings);
      if (problem !== undefined) throw new Error(problem);
      trial = loaded.begin(settings);
      return { redirectUri: trial.redirectUri, plan };
    },
    async step() {
      const step = await begun().step();
      const { next, authorizationUrl } = begun();
      return { step, ...(next && { next }), ...(authorizationUrl && { authorizationUrl }) };
    },
    answer({ query, byHand }) {
      const parameters = new URLSearchParams(query);
      const stateless = byHand && !parameters.has('state') && parameters.has('error');
      if (!stateless && !begun().isAnsweredBy(parameters)) return false;
      if (begun().next === callbackStep) begun().answer(parameters);
      return true;
    },
  };
}
