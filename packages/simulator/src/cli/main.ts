import { readFile } from 'node:fs/promises';
import { messageOf, SimulatorError } from '../errors.ts';
import { readInvocation, usage } from './options.ts';

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: string }).version);
}

async function main(args: readonly string[]): Promise<void> {
  const invocation = readInvocation(args);
  if ('show' in invocation) {
    process.stdout.write(`${invocation.show === 'help' ? usage.trimEnd() : await version()}\n`);
    return;
  }
  // Loaded late, so that --help and usage errors are printed immediately.
  const [{ runSimulator }, { terminal }] = await Promise.all([
    import('./run.ts'),
    import('./status-line.ts'),
  ]);
  try {
    await runSimulator({ ...invocation.start, progress: terminal.show });
  } finally {
    terminal.end();
  }
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
