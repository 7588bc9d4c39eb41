import type { ConnectionTestView, TestableProvider } from '../../events/connection-test-view.ts';

/** The result of a connection test. */
type Result = 'done' | 'failed' | 'simulated';

/** Documented in the README and in `--help`. */
export const exitCodes: Readonly<Record<Result, number>> = { done: 0, failed: 1, simulated: 3 };

export function resultOf({ state, provider }: ConnectionTestView): Result {
  if (state !== 'done') return 'failed';
  return provider.simulated ? 'simulated' : 'done';
}

/** The message that the provider itself was not contacted, and what to set. */
export function notContactedMessage({ name, clientIdVariable }: TestableProvider): string {
  const how = clientIdVariable === undefined ? 'Set a client ID' : `Set ${clientIdVariable} in .env`;
  return `${name} itself was not contacted, because it has no client ID yet. ${how}, and test again.`;
}

/** The last line of the output. */
export const endings: Readonly<Record<Result, (provider: TestableProvider, grant: string) => string>> = {
  done: ({ name }, grant) =>
    grant === 'client_credentials'
      ? `The extension can get access tokens from ${name}.`
      : `Users can sign in with ${name}.`,
  failed: ({ name }) => `The connection to ${name} fails at this step. Apply the fix, and test again.`,
  simulated: (provider) => `The simulator's identity provider works. ${notContactedMessage(provider)}`,
};
