import { join, resolve } from 'node:path';
import { Cleanup } from '../../cleanup.ts';
import type { ConnectionTestView, TestableProvider } from '../../events/connection-test-view.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../identity-provider/start-identity-provider.ts';
import { ConnectionTestRun } from '../connection-test-run.ts';
import { connectionTestProcessOptions } from '../environment.ts';
import { type ConnectionTestProcess, startConnectionTestProcess } from '../process/process.ts';
import { callbackStep, type TestableExtension, tokenStep } from '../step.ts';
import { chooseGrant, chooseProvider, requireCallbackRoute } from './choose.ts';
import type { CommandRun } from './command-run.ts';
import type { ConnectionTestCommandOptions } from './options.ts';
import { type Current, receiveCallback, receiveLinks } from './receivers.ts';
import { createPaint, providerLines, stepLines } from './report.ts';
import { endings, exitCodes, notContactedMessage, resultOf } from './result.ts';
import type { Terminal } from './terminal.ts';
import { waitForBrowser, waitForCode } from './wait-for-browser.ts';

async function openProcess(
  commandRun: CommandRun,
  provider?: IdentityProvider,
): Promise<ConnectionTestProcess> {
  const { directory, terminal, cleanup } = commandRun;
  const ui = { directory: join(directory, 'ui') };
  const processOptions = await connectionTestProcessOptions({ directory, ui, provider, log: terminal.tell });
  const process = startConnectionTestProcess(processOptions);
  cleanup.add(process.close);
  return process;
}

async function startSimulatedProvider(
  extension: TestableExtension,
  { name }: TestableProvider,
  current: Current,
  { terminal, cleanup }: CommandRun,
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
  commandRun: CommandRun,
  first: ConnectionTestProcess,
): Promise<ConnectionTestView> {
  const { directory, cleanup } = commandRun;
  requireCallbackRoute(extension, provider, grant, commandRun);
  let run: ConnectionTestRun | undefined;
  const current = () => run;
  const { port } = extension;
  if (port !== undefined && grant === 'authorization_code')
    await receiveCallback({ directory, port }, current, cleanup);
  let process = first;
  if (provider.simulated) {
    // The first process does not have the variables of the test identity provider.
    await first.close();
    process = await openProcess(
      commandRun,
      await startSimulatedProvider(extension, provider, current, commandRun),
    );
  }
  const begin = async (changed: (view: ConnectionTestView) => void) => {
    run = await ConnectionTestRun.begin(process, extension, { provider: provider.id, grant }, changed);
    return run;
  };
  return runSteps(begin, commandRun);
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
  const commandRun = { options, terminal, directory: resolve(options.directory), cleanup };
  try {
    const first = await openProcess(commandRun);
    const extension = await first.ask('extension');
    if (options.provider === undefined) {
      for (const line of providerLines(extension.providers, command)) terminal.tell(line);
      return 2;
    }
    const provider = chooseProvider(extension, options.provider);
    const grant = chooseGrant(provider, options.grant);
    const isUntestable = provider.simulated && grant === 'client_credentials';
    if (isUntestable) {
      terminal.tell(notContactedMessage(provider));
      return exitCodes.simulated;
    }
    const view = await testChosenProvider(extension, provider, grant, commandRun, first);
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
