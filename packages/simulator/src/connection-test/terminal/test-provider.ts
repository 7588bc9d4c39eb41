import { join, resolve } from 'node:path';
import { nearest } from '@ddext-oauth/check/command-line';
import { Cleanup } from '../../cleanup.ts';
import { invalidOption, SimulatorError } from '../../errors.ts';
import type { ConnectionTestView, TestableProvider } from '../../events/connection-test-view.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../identity-provider/start-identity-provider.ts';
import { ConnectionTestRun } from '../connection-test-run.ts';
import { connectionTestProcessOptions } from '../environment.ts';
import { type ConnectionTestProcess, startConnectionTestProcess } from '../process/process.ts';
import { callbackStep, type TestableExtension, tokenStep } from '../step.ts';
import type { ConnectionTestCommandOptions } from './options.ts';
import { type Current, receiveCallback, receiveLinks } from './receivers.ts';
import { createPaint, providerLines, stepLines } from './report.ts';
import type { Terminal } from './terminal.ts';
import { waitForBrowser, waitForCode } from './wait-for-browser.ts';

/** The state of one run of the command. */
interface CommandRun {
  readonly options: ConnectionTestCommandOptions;
  readonly terminal: Terminal;
  readonly directory: string;
  readonly cleanup: Cleanup;
}

async function openProcess(attempt: CommandRun, provider?: IdentityProvider): Promise<ConnectionTestProcess> {
  const { directory, terminal, cleanup } = attempt;
  const ui = { directory: join(directory, 'ui') };
  const processOptions = await connectionTestProcessOptions({ directory, ui, provider, log: terminal.tell });
  const process = startConnectionTestProcess(processOptions);
  cleanup.add(process.close);
  return process;
}

/** @throws SimulatorError `provider-unknown`, with the most similar ID */
function choose({ providers }: TestableExtension, id: string): TestableProvider {
  const ids = providers.map((provider) => provider.id);
  const chosen = providers.find((provider) => provider.id === id);
  if (chosen) return chosen;
  const near = nearest(id, ids);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const all = `It has ${ids.join(', ') || 'none'}.`;
  throw new SimulatorError('provider-unknown', `The extension has no provider "${id}".${hint} ${all}`);
}

/** @throws SimulatorError `options-invalid` if the provider does not have the grant */
function chooseGrant({ id, grants }: TestableProvider, asked: string | undefined): string {
  const grant = asked ?? grants[0] ?? '';
  if (grants.includes(grant)) return grant;
  throw invalidOption(`--grant takes one of the grants of ${id}: ${grants.join(', ')}; not "${grant}".`);
}

/** @throws SimulatorError `options-invalid` if the test cannot succeed, before a request is sent */
function requireCallbackRoute(
  extension: TestableExtension,
  provider: TestableProvider,
  grant: string,
  { options, terminal }: CommandRun,
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

async function startSimulatedProvider(
  extension: TestableExtension,
  { name }: TestableProvider,
  current: Current,
  { options, terminal, cleanup }: CommandRun,
): Promise<IdentityProvider> {
  const address = await receiveLinks(extension.id, current, cleanup);
  const provider = await startIdentityProvider({
    title: extension.title,
    extensionId: extension.id,
    publishedPort: extension.port,
    extensionOrigin: new URL(address).origin,
    dashboardUrl: address,
    port: undefined,
    formAction: undefined,
  });
  cleanup.add(provider.close);
  const testUsers = provider.testUsers.map(({ sub }) => sub);
  if (options.user !== undefined && !testUsers.includes(options.user)) {
    throw invalidOption(`--user takes one of ${testUsers.join(', ')}, not "${options.user}".`);
  }
  terminal.tell(
    `${name} has no client ID yet. The simulator's identity provider is tested in its place, at ${provider.issuer}.\n`,
  );
  return provider;
}

/** Runs all steps, and prints each when it is completed. */
async function runSteps(
  begin: (changed: (view: ConnectionTestView) => void) => Promise<ConnectionTestRun>,
  { options, terminal }: CommandRun,
): Promise<ConnectionTestView> {
  const paint = createPaint(terminal.color);
  let printed = 0;
  let arrive = () => {};
  const answered = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const run = await begin(({ steps, plan }) => {
    for (const step of steps.slice(printed)) {
      printed += 1;
      const lines = stepLines(step, `${printed}/${plan.length}`, paint);
      for (const line of options.json ? [] : lines) terminal.print(line);
      if (step.id === callbackStep) arrive();
    }
  });
  for (;;) {
    const { state, userCode, next } = run.view;
    if (state === 'done' || state === 'failed') return run.view;
    if (state === 'waiting') await waitForBrowser(run, answered, terminal, options.user);
    else if (userCode !== undefined && next?.id === tokenStep) await waitForCode(run, terminal, options.user);
    else await run.step();
  }
}

async function testChosenProvider(
  extension: TestableExtension,
  provider: TestableProvider,
  grant: string,
  attempt: CommandRun,
  first: ConnectionTestProcess,
): Promise<ConnectionTestView> {
  const { directory, cleanup } = attempt;
  requireCallbackRoute(extension, provider, grant, attempt);
  let run: ConnectionTestRun | undefined;
  const current = () => run;
  const { port } = extension;
  if (port !== undefined && grant === 'authorization_code')
    await receiveCallback({ directory, port }, current, cleanup);
  let process = first;
  if (provider.simulated) {
    // The first process does not have the variables of the test identity provider.
    await first.close();
    process = await openProcess(attempt, await startSimulatedProvider(extension, provider, current, attempt));
  }
  const begin = async (changed: (view: ConnectionTestView) => void) => {
    run = await ConnectionTestRun.begin(process, extension, { provider: provider.id, grant }, changed);
    return run;
  };
  return runSteps(begin, attempt);
}

/**
 * Tests the connection to one provider in a terminal.
 *
 * @param command as typed, such as `pnpm try`
 * @returns the exit code
 * @throws SimulatorError with a message for the user
 */
export async function testProvider(
  options: ConnectionTestCommandOptions,
  terminal: Terminal,
  command: string,
): Promise<number> {
  const cleanup = new Cleanup();
  const attempt = { options, terminal, directory: resolve(options.directory), cleanup };
  try {
    const first = await openProcess(attempt);
    const extension = await first.ask('extension');
    if (options.provider === undefined) {
      for (const line of providerLines(extension.providers, command)) terminal.tell(line);
      return 2;
    }
    const provider = choose(extension, options.provider);
    const grant = chooseGrant(provider, options.grant);
    const isUntestable = provider.simulated && grant === 'client_credentials';
    if (isUntestable) {
      terminal.tell(notAsked(provider));
      return exitCodes.simulated;
    }
    const view = await testChosenProvider(extension, provider, grant, attempt, first);
    const result = resultOf(view);
    const { redirectUri, steps } = view;
    const simulated = provider.simulated;
    const report = { provider: provider.id, grant, simulated, redirectUri, steps };
    terminal.print(options.json ? JSON.stringify(report, null, 2) : endings[result](provider, grant));
    return exitCodes[result];
  } finally {
    terminal.close();
    await cleanup.close();
  }
}

/** The result of a connection test. */
type Result = 'done' | 'failed' | 'simulated';

/** Documented in the README and in `--help`. */
const exitCodes: Readonly<Record<Result, number>> = { done: 0, failed: 1, simulated: 3 };

function resultOf({ state, provider }: ConnectionTestView): Result {
  if (state !== 'done') return 'failed';
  return provider.simulated ? 'simulated' : 'done';
}

/** The message that the provider itself was not contacted, and what to set. */
function notAsked({ name, clientIdVariable }: TestableProvider): string {
  const how = clientIdVariable === undefined ? 'Set a client ID' : `Set ${clientIdVariable} in .env`;
  return `${name} itself was not contacted, because it has no client ID yet. ${how}, and test again.`;
}

const endings: Readonly<Record<Result, (provider: TestableProvider, grant: string) => string>> = {
  done: ({ name }, grant) =>
    grant === 'client_credentials'
      ? `The extension can get access tokens from ${name}.`
      : `Users can sign in with ${name}.`,
  failed: ({ name }) => `The connection to ${name} fails at this step. Apply the fix, and test again.`,
  simulated: (provider) => `The simulator's identity provider works. ${notAsked(provider)}`,
};
