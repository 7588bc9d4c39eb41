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

/** Everything that one run of the command has. */
interface Attempt {
  readonly options: ConnectionTestCommandOptions;
  readonly terminal: Terminal;
  readonly directory: string;
  readonly started: Cleanup;
}

async function openProcess(attempt: Attempt, provider?: IdentityProvider): Promise<ConnectionTestProcess> {
  const { directory, terminal, started } = attempt;
  const ui = { directory: join(directory, 'ui') };
  const surroundings = await connectionTestProcessOptions({ directory, ui, provider, log: terminal.tell });
  const process = startConnectionTestProcess(surroundings);
  started.add(process.close);
  return process;
}

/** @throws SimulatorError `provider-unknown`, with the one that was probably meant */
function choose({ providers }: TestableExtension, id: string): TestableProvider {
  const ids = providers.map((provider) => provider.id);
  const chosen = providers.find((provider) => provider.id === id);
  if (chosen) return chosen;
  const near = nearest(id, ids);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const all = `It has ${ids.join(', ') || 'none'}.`;
  throw new SimulatorError('provider-unknown', `The extension has no provider "${id}".${hint} ${all}`);
}

/** @throws SimulatorError `options-invalid` for a grant that the provider does not have */
function chooseGrant({ id, grants }: TestableProvider, asked: string | undefined): string {
  const grant = asked ?? grants[0] ?? '';
  if (grants.includes(grant)) return grant;
  throw invalidOption(`--grant takes one of the grants of ${id}: ${grants.join(', ')}; not "${grant}".`);
}

/** @throws SimulatorError `options-invalid` for what cannot work, before anything is sent */
function requireCallbackRoute(
  extension: TestableExtension,
  provider: TestableProvider,
  grant: string,
  { options, terminal }: Attempt,
): void {
  if (options.user !== undefined && !provider.simulated) {
    throw invalidOption(
      `--user is for the built-in identity provider, and ${provider.name} has a client ID of its own. Leave it out, or unset the client ID.`,
    );
  }
  if (grant !== 'authorization_code') return;
  if (extension.port === undefined && !provider.simulated && !terminal.user) {
    throw invalidOption(
      'The browser comes back to Docker Desktop, and without a terminal no one can paste the address that it ended at. Run this in a terminal.',
    );
  }
}

async function startSimulatedProvider(
  extension: TestableExtension,
  { name }: TestableProvider,
  current: Current,
  { options, terminal, started }: Attempt,
): Promise<IdentityProvider> {
  const address = await receiveLinks(extension.id, current, started);
  const provider = await startIdentityProvider({
    title: extension.title,
    extensionId: extension.id,
    publishedPort: extension.port,
    extensionOrigin: new URL(address).origin,
    dashboardUrl: address,
    port: undefined,
    formAction: undefined,
  });
  started.add(provider.close);
  const testUsers = provider.testUsers.map(({ sub }) => sub);
  if (options.user !== undefined && !testUsers.includes(options.user)) {
    throw invalidOption(`--user takes one of ${testUsers.join(', ')}, not "${options.user}".`);
  }
  terminal.tell(
    `${name} has no client ID yet: the simulator's identity provider is tested in its place, at ${provider.issuer}.\n`,
  );
  return provider;
}

/** Makes every step, and prints it as soon as it is made. */
async function runSteps(
  begin: (changed: (view: ConnectionTestView) => void) => Promise<ConnectionTestRun>,
  { options, terminal }: Attempt,
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
  attempt: Attempt,
): Promise<ConnectionTestView> {
  const { directory, started } = attempt;
  requireCallbackRoute(extension, provider, grant, attempt);
  let run: ConnectionTestRun | undefined;
  const current = () => run;
  const { port } = extension;
  if (port !== undefined && grant === 'authorization_code')
    await receiveCallback({ directory, port }, current, started);
  const stand = provider.simulated
    ? await startSimulatedProvider(extension, provider, current, attempt)
    : undefined;
  const process = await openProcess(attempt, stand);
  const begin = async (changed: (view: ConnectionTestView) => void) => {
    run = await ConnectionTestRun.begin(process, extension, { provider: provider.id, grant }, changed);
    return run;
  };
  return runSteps(begin, attempt);
}

/**
 * Tests the connection to one provider, in a terminal.
 *
 * @param command as it was typed, such as `pnpm try`
 * @returns the exit code
 * @throws SimulatorError which says what to do
 */
export async function testProvider(
  options: ConnectionTestCommandOptions,
  terminal: Terminal,
  command: string,
): Promise<number> {
  const started = new Cleanup();
  const attempt = { options, terminal, directory: resolve(options.directory), started };
  try {
    const first = await openProcess(attempt);
    const extension = await first.ask('extension');
    // This process does not know the simulator's identity provider.
    await first.close();
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
    const view = await testChosenProvider(extension, provider, grant, attempt);
    const result = resultOf(view);
    const { redirectUri, steps } = view;
    const simulated = provider.simulated;
    const report = { provider: provider.id, grant, simulated, redirectUri, steps };
    terminal.print(options.json ? JSON.stringify(report, null, 2) : endings[result](provider, grant));
    return exitCodes[result];
  } finally {
    terminal.close();
    await started.close();
  }
}

/** What a connection test can end with. */
type Result = 'done' | 'failed' | 'simulated';

/** Documented in the README and in `--help`. */
const exitCodes: Readonly<Record<Result, number>> = { done: 0, failed: 1, simulated: 3 };

function resultOf({ state, provider }: ConnectionTestView): Result {
  if (state !== 'done') return 'failed';
  return provider.simulated ? 'simulated' : 'done';
}

/** That the provider itself was not asked, and what has to be set for that. */
function notAsked({ name, clientIdVariable }: TestableProvider): string {
  const how = clientIdVariable === undefined ? 'Set a client ID' : `Set ${clientIdVariable} in .env`;
  return `${name} itself was not asked: it has no client ID yet. ${how}, and test again.`;
}

const endings: Readonly<Record<Result, (provider: TestableProvider, grant: string) => string>> = {
  done: ({ name }, grant) =>
    grant === 'client_credentials'
      ? `The extension gets access tokens from ${name} this way.`
      : `People can sign in with ${name} this way.`,
  failed: ({ name }) => `The connection to ${name} fails at this step. Fix what it names, and test again.`,
  simulated: (provider) => `The simulator's identity provider works. ${notAsked(provider)}`,
};
