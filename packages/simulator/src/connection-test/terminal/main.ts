import { connectionTestUsage, readConnectionTestOptions } from './options.ts';
import { processTerminal } from './terminal.ts';

/**
 * `ddext-simulator try`.
 *
 * @param args what comes after `try`
 * @throws SimulatorError which says what to do
 */
export async function runConnectionTestCommand(args: readonly string[]): Promise<void> {
  const options = readConnectionTestOptions(args);
  if (options === 'help') return void process.stdout.write(connectionTestUsage);
  // Loaded only now, so that --help and a mistyped flag answer at once.
  const { testProvider } = await import('./test-provider.ts');
  const command = process.env.npm_lifecycle_event === 'try' ? 'pnpm try' : 'ddext-simulator try';
  process.exitCode = await testProvider(options, processTerminal(options.json), command);
}
