import type { TestableProvider } from '../../events/connection-test-view.ts';
import {
  type ConnectionTestPlan,
  type ConnectionTestProgress,
  callbackStep,
  type TestableExtension,
} from '../step.ts';
import type { LoadedExtension, ProviderSettings, Trial } from './load-extension.ts';

/** What the process of a connection test can be asked, and what it answers. */
export interface ConnectionTestOperations {
  extension(): Promise<TestableExtension>;
  begin(about: Chosen): Promise<ConnectionTestPlan>;
  step(): Promise<ConnectionTestProgress>;
  /** Whether an answer belongs to this connection test. Only the first one counts. */
  answer(about: Answer): boolean;
  /** The user does not enter the device code. */
  giveUp(): void;
}

export interface Chosen {
  readonly provider: string;
  /** One of the provider's; its first unless given. */
  readonly grant?: string | undefined;
}

export interface Answer {
  readonly query: string;
  /** Whether a user vouches for it, so that it need not have a state where a provider sent none with its error. */
  readonly isPasted: boolean;
}

async function testableProvider(
  { read }: LoadedExtension,
  settings: ProviderSettings,
): Promise<TestableProvider> {
  const { id, name, preset, clientId, grants } = settings;
  const variable = typeof clientId === 'object' ? clientId.variable : undefined;
  return {
    id,
    name: name ?? preset.name,
    simulated: variable !== undefined && (await read(variable)) === undefined,
    ...(variable === undefined ? {} : { clientIdVariable: variable }),
    grants: grants ?? ['authorization_code'],
  };
}

/** One extension and one connection test of it at a time. */
export function connectionTestOperations(loaded: LoadedExtension): ConnectionTestOperations {
  const { extension, providers, stepTitles } = loaded;
  let connectionTest: Trial | undefined;
  const begun = () => {
    if (connectionTest === undefined) throw new Error('No connection test was started.');
    return connectionTest;
  };
  return {
    async extension() {
      const { id, title, strategy, port } = extension;
      const tried = await Promise.all(providers.map((settings) => testableProvider(loaded, settings)));
      return { id, title, strategy, ...(port === undefined ? {} : { port }), providers: tried };
    },
    async begin({ provider, grant }) {
      const settings = providers.find(({ id }) => id === provider);
      if (settings === undefined) throw new Error(`The extension has no provider "${provider}".`);
      const { grants } = await testableProvider(loaded, settings);
      const chosen = grant ?? grants[0] ?? '';
      if (!grants.includes(chosen)) {
        throw new Error(`The provider "${provider}" has no grant "${chosen}". It has ${grants.join(', ')}.`);
      }
      connectionTest = loaded.begin(settings, chosen);
      const plan = connectionTest.plan.map((id) => ({ id, title: stepTitles[id] ?? id }));
      return { redirectUri: connectionTest.redirectUri, grant: chosen, plan };
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
    answer({ query, isPasted }) {
      const parameters = new URLSearchParams(query);
      const stateless = isPasted && !parameters.has('state') && parameters.has('error');
      if (!stateless && !begun().isAnsweredBy(parameters)) return false;
      if (begun().next === callbackStep) begun().answer(parameters);
      return true;
    },
    giveUp() {
      begun().giveUp();
    },
  };
}
