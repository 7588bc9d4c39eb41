import { readFile } from 'node:fs/promises';
import { messageOf, SimulatorError } from '../errors.ts';
import type { Simulator, SimulatorOptions } from '../options.ts';
import { readInvocation, usage } from './options.ts';

const write = (line: string) => process.stdout.write(`${line}\n`);

/** Stops the simulator on a signal, and then lets the signal have its default effect. */
function endOnSignal(starting: Promise<Simulator>, killAllTrees: () => void): void {
  const end = async (signal: NodeJS.Signals) => {
    let isReady = false;
    void starting.then(
      () => {
        isReady = true;
      },
      () => {},
    );
    await Promise.resolve();
    // Do not wait for a backend that is still starting. Without it, the start fails and cleans up.
    if (!isReady) killAllTrees();
    await starting.then((simulator) => simulator.close()).catch(() => {});
    process.kill(process.pid, signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(signal));
}

async function run(options: SimulatorOptions): Promise<void> {
  // Loaded late, so that --help and usage errors are printed immediately.
  const [{ startSimulator }, { killAllTrees }] = await Promise.all([
    import('../start.ts'),
    import('../backend/process-tree.ts'),
  ]);
  const starting = startSimulator({ ...options, log: write });
  endOnSignal(starting, killAllTrees);
  const { dashboardUrl, identityProvider } = await starting;
  const names = identityProvider.testUsers.map(({ name }) => name).join(', ');
  write(`\nOpen ${dashboardUrl}\nTest users of the identity provider: ${names}.`);
  // For a parent process with an IPC channel, such as `npm start` in a checkout.
  process.send?.({ dashboardUrl });
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: string }).version);
}

async function main(args: readonly string[]): Promise<void> {
  const invocation = readInvocation(args);
  if ('start' in invocation) await run(invocation.start);
  else write(invocation.show === 'help' ? usage.trimEnd() : await version());
}

/** The command and its usage. The connection test is loaded only for `try`. */
async function commandOf(args: readonly string[]) {
  if (args[0] !== 'try') return { usage, start: () => main(args) };
  const [{ runConnectionTestCommand }, { connectionTestUsage }] = await Promise.all([
    import('../connection-test/terminal/main.ts'),
    import('../connection-test/terminal/options.ts'),
  ]);
  return { usage: connectionTestUsage, start: () => runConnectionTestCommand(args.slice(1)) };
}

const command = await commandOf(process.argv.slice(2));
command.start().catch((error: unknown) => {
  const isUsageError = error instanceof SimulatorError && error.code === 'options-invalid';
  const expected = error instanceof SimulatorError;
  const text = expected ? messageOf(error) : error instanceof Error ? error.stack : String(error);
  process.stderr.write(isUsageError ? `${command.usage}\n${text}\n` : `${text}\n`);
  process.exitCode = isUsageError || (expected && error.code === 'provider-unknown') ? 2 : 1;
});
