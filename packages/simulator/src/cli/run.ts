import { join, resolve } from 'node:path';
import { findRunningDashboard } from '../backend/running-dashboard.ts';
import { Cleanup } from '../cleanup.ts';
import { messageOf, SimulatorError } from '../errors.ts';
import { extensionFolder } from '../extension/extension-folder.ts';
import type { Simulator, SimulatorOptions } from '../options.ts';
import { killAllTrees } from '../processes/process-tree.ts';
import { startSimulator } from '../start.ts';
import { endOnSignal } from './end-on-signal.ts';
import { describeKeys, handleKeys, type Key } from './keys.ts';
import { openBrowser } from './open-browser.ts';
import { terminal } from './status-line.ts';
import { terminalLine } from './terminal-line.ts';

const { write } = terminal;

/** What is undone before the process ends, beside the simulator. */
const cleanup = new Cleanup();

/** Lists the calls that were not served, so that the author of an extension knows what to test in Docker Desktop. */
function writeUnserved(simulator: Simulator): void {
  const calls = simulator.unservedCalls();
  if (calls.length === 0) return;
  write('Calls that were not served:');
  for (const { method, count, reason } of calls) write(`  ${method}, ${count}×: ${reason}`);
}

async function close(simulator: Simulator): Promise<void> {
  await simulator.close();
  writeUnserved(simulator);
}

/** Reports what could not be stopped or removed. */
function report(error: unknown): void {
  write(messageOf(error));
}

/** The function that stops the simulator, also while it starts. */
function stopperOf(starting: Promise<Simulator>): () => Promise<void> {
  let isReady = false;
  starting.then(
    () => {
      isReady = true;
    },
    () => {},
  );
  return async () => {
    // Do not wait for a backend that is still starting. Without it, the start fails and cleans up.
    if (!isReady) killAllTrees();
    // The command reports a start that failed.
    await starting.then(close, () => {}).catch(report);
    await cleanup.close().catch(() => {});
  };
}

/** A terminal sends SIGINT to every program in its foreground group, and so to pnpm too. Windows has no groups. */
function interrupt(): void {
  process.kill(process.platform === 'win32' ? process.pid : 0, 'SIGINT');
}

async function quit(simulator: Simulator): Promise<void> {
  let code = 0;
  await close(simulator).catch((error: unknown) => {
    report(error);
    code = 1;
  });
  await cleanup.close();
  process.exit(code);
}

function open(simulator: Simulator, directory: string): void {
  const file = join(directory, '.ddext-simulator', 'open.html');
  openBrowser(simulator.dashboardUrl, file, () =>
    write('No browser could be opened. Open the address above.'),
  ).then(
    (remove) => cleanup.add(remove),
    (error: unknown) => write(`${file} could not be written (${messageOf(error)}). Open the address above.`),
  );
}

function keysFor(simulator: Simulator, directory: string): readonly Key[] {
  const { restartBackend } = simulator;
  const keys: Key[] = [
    { key: 'o', description: 'opens the browser', press: () => open(simulator, directory) },
    ...(restartBackend
      ? [{ key: 'r', description: 'restarts the backend', press: () => void restartBackend() }]
      : []),
    { key: 'q', description: 'quits', press: () => void quit(simulator) },
  ];
  const help = () => write(`Open ${simulator.dashboardUrl}\nKeys: ${describeKeys(keys)}.`);
  return [...keys, { key: 'h', description: 'shows this help', press: help }];
}

/** @throws SimulatorError `already-running` */
async function assertNotRunning(directory: string): Promise<void> {
  const running = await findRunningDashboard(directory);
  if (running === undefined) return;
  throw new SimulatorError(
    'already-running',
    `Already running at ${running.url} (process ${running.pid}, started in ${directory}). Open the address with the token ` +
      'that its terminal shows, or press o there.',
  );
}

/** Runs the simulator until a signal or the key q ends it. */
export async function runSimulator(options: SimulatorOptions): Promise<void> {
  const isFolder = options.fromImage === undefined;
  const directory = isFolder
    ? await extensionFolder(options.extensionDirectory)
    : resolve(options.extensionDirectory);
  // Several images can run at the same time, without a folder in common.
  if (isFolder) await assertNotRunning(directory);
  const log = (line: string) => {
    const shown = terminalLine(line, directory);
    if (shown !== undefined) write(shown);
  };
  const starting = startSimulator({ ...options, extensionDirectory: directory, log });
  endOnSignal(stopperOf(starting));
  const simulator = await starting;
  const { dashboardUrl, identityProvider } = simulator;
  write(`\nOpen ${dashboardUrl}`);
  write(`Test users: ${identityProvider.testUsers.map(({ name }) => name).join(', ')}.`);
  // For a parent process with an IPC channel, such as `npm start` in a checkout.
  process.send?.({ dashboardUrl });
  if (!process.stdin.isTTY || !process.stdout.isTTY) return;
  const keys = keysFor(simulator, directory);
  const restoreTerminal = handleKeys(process.stdin, keys, interrupt);
  cleanup.add(async () => restoreTerminal());
  write(`Keys: ${describeKeys(keys)}.`);
}
