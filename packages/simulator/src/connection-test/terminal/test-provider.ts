import { join, resolve } from 'node:path';
import { nearest } from '@ddext-oauth/check/command-line';
import { Started } from '../../cleanup.ts';
import { invalidOption, SimulatorError } from '../../errors.ts';
import type { TriableProvider, TrialView } from '../../events/connection-test-view.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../identity-provider/start-identity-provider.ts';
import { TrialRun } from '../connection-test-run.ts';
import { trialSurroundings } from '../environment.ts';
import { startTrialProcess, type TrialProcess } from '../process/process.ts';
import { callbackStep, type TriableExtension, tokenStep } from '../step.ts';
import type { TryOptions } from './options.ts';
import { type Current, receiveCallback, receiveLinks } from './receivers.ts';
import { makePaint, providerLines, stepLines } from './report.ts';
import type { Terminal } from './terminal.ts';
import { waitForBrowser, waitForCode } from './wait-for-browser.ts';

/** Everything that one run of the command has. */
interface Attempt {
  readonly options: TryOptions;
  readonly terminal: Terminal;
  readonly directory: string;
  readonly started: Started;
}

async function openProcess(attempt: Attempt, provider?: IdentityProvider): Promise<TrialProcess> {
  const { directory, terminal, started } = attempt;
  const ui = { directory: join(directory, 'ui') };
  const surroundings = await trialSurroundings({ directory, ui, provider, log: terminal.tell });
  const process = startTrialProcess(surroundings);
  started.add(process.close);
  return process;
}

/** @throws SimulatorError `provider-unknown`, with the one that was probably meant */
function choose({ providers }: TriableExtension, id: string): TriableProvider {
  const ids = providers.map((provider) => provider.id);
  const chosen = providers.find((provider) => provider.id === id);
  if (chosen) return chosen;
  const near = nearest(id, ids);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const all = `It has ${ids.join(', ') || 'none'}.`;
  throw new SimulatorError('provider-unknown', `The extension has no provider "${id}".${hint} ${all}`);
}

/** @throws SimulatorError `options-invalid` for a grant that the provider does not have */
function chooseGrant({ id, grants }: TriableProvider, asked: string | undefined): string {
  const grant = asked ?? grants[0] ?? '';
  if (grants.includes(grant)) return grant;
  throw invalidOption(`--grant takes one of the grants of ${id}: ${grants.join(', ')}; not "${grant}".`);
}

/** @throws SimulatorError `options-invalid` for what cannot work, before anything is sent */
function requireWayBack(
  extension: TriableExtension,
  provider: TriableProvider,
  grant: string,
  { options, terminal }: Attempt,
): void {
  if (options.person !== undefined && !provider.played) {
    throw invalidOption(
      `--person is for the built-in identity provider, and ${provider.name} has a client ID of its own. Leave it out, or unset the client ID.`,
    );
  }
  if (grant !== 'authorization_code') return;
  if (extension.port === undefined && !provider.played && !terminal.person) {
    throw invalidOption(
      'The browser comes back to Docker Desktop, and without a terminal no one can paste the address that it ended at. Run this in a terminal.',
    );
  }
}

async function playProvider(
  extension: TriableExtension,
  { name }: TriableProvider,
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
  const people = provider.people.map(({ sub }) => sub);
  if (options.person !== undefined && !people.includes(options.person)) {
    throw invalidOption(`--person takes one of ${people.join(', ')}, not "${options.person}".`);
  }
  terminal.tell(
    `${name} has no client ID yet: the simulator's identity provider is tested in its place, at ${provider.issuer}.\n`,
  );
  return provider;
}

/** Makes every step, and prints it as soon as it is made. */
async function makeSteps(
  begin: (changed: (view: TrialView) => void) => Promise<TrialRun>,
  { options, terminal }: Attempt,
): Promise<TrialView> {
  const paint = makePaint(terminal.colour);
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
    if (state === 'waiting') await waitForBrowser(run, answered, terminal, options.person);
    else if (userCode !== undefined && next?.id === tokenStep)
      await waitForCode(run, terminal, options.person);
    else await run.step();
  }
}

async function tryChosen(
  extension: TriableExtension,
  provider: TriableProvider,
  grant: string,
  attempt: Attempt,
): Promise<TrialView> {
  const { directory, started } = attempt;
  requireWayBack(extension, provider, grant, attempt);
  let run: TrialRun | undefined;
  const current = () => run;
  const { port } = extension;
  if (port !== undefined && grant === 'authorization_code')
    await receiveCallback({ directory, port }, current, started);
  const stand = provider.played ? await playProvider(extension, provider, current, attempt) : undefined;
  const process = await openProcess(attempt, stand);
  const begin = async (changed: (view: TrialView) => void) => {
    run = await TrialRun.begin(process, extension, { provider: provider.id, grant }, changed);
    return run;
  };
  return makeSteps(begin, attempt);
}

/**
 * Tests the connection to one provider, in a terminal.
 *
 * @param command as it was typed, such as `pnpm try`
 * @returns the exit code
 * @throws SimulatorError which says what to do
 */
export async function tryProvider(options: TryOptions, terminal: Terminal, command: string): Promise<number> {
  const started = new Started();
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
    const isUntestable = provider.played && grant === 'client_credentials';
    if (isUntestable) {
      terminal.tell(notAsked(provider));
      return exitCodes.simulated;
    }
    const view = await tryChosen(extension, provider, grant, attempt);
    const result = resultOf(view);
    const { redirectUri, steps } = view;
    const simulated = provider.played;
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

function resultOf({ state, provider }: TrialView): Result {
  if (state !== 'done') return 'failed';
  return provider.played ? 'simulated' : 'done';
}

/** That the provider itself was not asked, and what has to be set for that. */
function notAsked({ name, clientIdVariable }: TriableProvider): string {
  const how = clientIdVariable === undefined ? 'Set a client ID' : `Set ${clientIdVariable} in .env`;
  return `${name} itself was not asked: it has no client ID yet. ${how}, and test again.`;
}

const endings: Readonly<Record<Result, (provider: TriableProvider, grant: string) => string>> = {
  done: ({ name }, grant) =>
    grant === 'client_credentials'
      ? `The extension gets access tokens from ${name} this way.`
      : `People can sign in with ${name} this way.`,
  failed: ({ name }) => `The connection to ${name} fails at this step. Fix what it names, and test again.`,
  simulated: (provider) => `The simulator's identity provider works. ${notAsked(provider)}`,
};
