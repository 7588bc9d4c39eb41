import type { TriableProvider } from '../../events/connection-test-view.ts';
import { callbackStep, type TriableExtension, type TrialPlan, type TrialProgress } from '../step.ts';
import type { LoadedExtension, ProviderSettings, Trial } from './load-extension.ts';

/** What the process of a trial can be asked, and what it answers. */
export interface TrialOperations {
  extension(): Promise<TriableExtension>;
  begin(about: Chosen): Promise<TrialPlan>;
  step(): Promise<TrialProgress>;
  /** Whether an answer belongs to this trial. Only the first one counts. */
  answer(about: Answer): boolean;
  /** The person does not enter the device code. */
  giveUp(): void;
}

export interface Chosen {
  readonly provider: string;
  /** One of the provider's; its first unless given. */
  readonly grant?: string | undefined;
}

export interface Answer {
  readonly query: string;
  /** Whether a person vouches for it, so that it need not have a state where a provider sent none with its error. */
  readonly byHand: boolean;
}

async function triable({ read }: LoadedExtension, settings: ProviderSettings): Promise<TriableProvider> {
  const { id, name, preset, clientId, grants } = settings;
  const variable = typeof clientId === 'object' ? clientId.variable : undefined;
  return {
    id,
    name: name ?? preset.name,
    played: variable !== undefined && (await read(variable)) === undefined,
    ...(variable === undefined ? {} : { clientIdVariable: variable }),
    grants: grants ?? ['authorization_code'],
  };
}

/** One extension and one trial of it at a time. */
export function trialOperations(loaded: LoadedExtension): TrialOperations {
  const { extension, providers, stepTitles } = loaded;
  let trial: Trial | undefined;
  const begun = () => {
    if (trial === undefined) throw new Error('No connection test was started.');
    return trial;
  };
  return {
    async extension() {
      const { id, title, strategy, port } = extension;
      const tried = await Promise.all(providers.map((settings) => triable(loaded, settings)));
      return { id, title, strategy, ...(port === undefined ? {} : { port }), providers: tried };
    },
    async begin({ provider, grant }) {
      const settings = providers.find(({ id }) => id === provider);
      if (settings === undefined) throw new Error(`The extension has no provider "${provider}".`);
      const { grants } = await triable(loaded, settings);
      const chosen = grant ?? grants[0] ?? '';
      if (!grants.includes(chosen)) {
        throw new Error(`The provider "${provider}" has no grant "${chosen}". It has ${grants.join(', ')}.`);
      }
      trial = loaded.begin(settings, chosen);
      const plan = trial.plan.map((id) => ({ id, title: stepTitles[id] ?? id }));
      return { redirectUri: trial.redirectUri, grant: chosen, plan };
    },
    async step() {
      const step = await begun().step();
      const { next, authorizationUrl, userCode } = begun();
      return {
        step,
        ...(next && { next }),
        ...(authorizationUrl && { authorizationUrl }),
        ...(userCode && { userCode }),
      };
    },
    answer({ query, byHand }) {
      const parameters = new URLSearchParams(query);
      const stateless = byHand && !parameters.has('state') && parameters.has('error');
      if (!stateless && !begun().isAnsweredBy(parameters)) return false;
      if (begun().next === callbackStep) begun().answer(parameters);
      return true;
    },
    giveUp() {
      begun().giveUp();
    },
  };
}
