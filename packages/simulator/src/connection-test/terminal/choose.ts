import { nearest } from '@ddext-oauth/check/command-line';
import { invalidOption, SimulatorError } from '../../errors.ts';
import type { TestableProvider } from '../../events/connection-test-view.ts';
import type { TestableExtension } from '../step.ts';
import type { CommandRun } from './command-run.ts';

/** @throws SimulatorError `provider-unknown`, with the most similar ID */
export function chooseProvider({ providers }: TestableExtension, id: string): TestableProvider {
  const ids = providers.map((provider) => provider.id);
  const chosen = providers.find((provider) => provider.id === id);
  if (chosen) return chosen;
  const near = nearest(id, ids);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const all = `It has ${ids.join(', ') || 'none'}.`;
  throw new SimulatorError('provider-unknown', `The extension has no provider "${id}".${hint} ${all}`);
}

/** @throws SimulatorError `options-invalid` if the provider does not have the grant */
export function chooseGrant({ id, grants }: TestableProvider, asked: string | undefined): string {
  const grant = asked ?? grants[0] ?? '';
  if (grants.includes(grant)) return grant;
  throw invalidOption(`--grant takes one of the grants of ${id}: ${grants.join(', ')}; not "${grant}".`);
}

/** @throws SimulatorError `options-invalid` if the test cannot succeed, before a request is sent */
export function requireCallbackRoute(
  extension: TestableExtension,
  provider: TestableProvider,
  grant: string,
  { options, terminal }: Pick<CommandRun, 'options' | 'terminal'>,
): void {
  if (options.user !== undefined && !provider.simulated) {
    throw invalidOption(
      `--user is for the test identity provider, but ${provider.name} has a client ID. Omit --user, or unset the client ID.`,
    );
  }
  if (grant !== 'authorization_code') return;
  if (extension.port === undefined && !provider.simulated && !terminal.user) {
    throw invalidOption(
      'The browser returns to Docker Desktop, so its final URL must be pasted. Run this in a terminal.',
    );
  }
}
