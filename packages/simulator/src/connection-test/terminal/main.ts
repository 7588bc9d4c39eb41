import { connectionTestUsage, readConnectionTestOptions } from './options.ts';
import { processTerminal } from './terminal.ts';

/**
 * Runs `ddext-simulator try`.
 *
 * @param args the arguments after `try`
 * @throws SimulatorError with a message for the user
 */
export async function runConnectionTestCommand(args: readonly string[]): Promise<void> {
  const options = readConnectionTestOptions(args);
  if (options === 'help') return void process.stdout.write(connectionTestUsage);
  // Loaded late, so that --help and usage errors are printed immediately.
  const { testProvider } = await import('./test-provider.ts');
  const command = process.env.npm_lifecycle_event === 'try' ? 'pnpm try' : 'ddext-simulator try';
  process.exitCode = await testProvider(options, processTerminal(options.json), command);
}
