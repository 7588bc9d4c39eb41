import type { TestableProvider } from '../../events/connection-test-view.ts';
import {
  type ConnectionTestPlan,
  type ConnectionTestProgress,
  callbackStep,
  type TestableExtension,
} from '../step.ts';
import type { ConnectionTest, LoadedExtension, ProviderSettings } from './load-extension.ts';

/** The operations of a connection test process. */
export interface ConnectionTestOperations {
  extension(): Promise<TestableExtension>;
  begin(about: Chosen): Promise<ConnectionTestPlan>;
  step(): Promise<ConnectionTestProgress>;
  /** Whether a callback belongs to this connection test. Only the first one counts. */
  answer(about: Answer): boolean;
  /** The user cancels the entry of the device code. */
  giveUp(): void;
}

export interface Chosen {
  readonly provider: string;
  /** A grant of the provider. Its first is the default. */
  readonly grant?: string | undefined;
}

export interface Answer {
  readonly query: string;
  /**
   * Whether the user pasted it. If the provider sent an error without a state, a pasted callback is accepted
   * without a state.
   */
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

/** The operations for one extension, with one connection test at a time. */
export function connectionTestOperations(loaded: LoadedExtension): ConnectionTestOperations {
  const { extension, providers, stepTitles } = loaded;
  let connectionTest: ConnectionTest | undefined;
  const current = () => {
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
      const step = await current().step();
      const { next, authorizationUrl, userCode } = current();
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
      if (!stateless && !current().matches(parameters)) return false;
      if (current().next === callbackStep) current().handleCallback(parameters);
      return true;
    },
    giveUp() {
      current().cancel();
    },
  };
}
