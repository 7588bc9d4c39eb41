import { readTryOptions, tryUsage } from './options.ts';
import { processTerminal } from './terminal.ts';

/**
 * `ddext-simulator try`.
 *
 * @param args what comes after `try`
 * @throws SimulatorError which says what to do
 */
export async function tryMain(args: readonly string[]): Promise<void> {
  const options = readTryOptions(args);
  if (options === 'help') return void process.stdout.write(tryUsage);
  // Loaded only now, so that --help and a mistyped flag answer at once.
  const { tryProvider } = await import('./test-provider.ts');
  const command = process.env.npm_lifecycle_event === 'try' ? 'pnpm try' : 'ddext-simulator try';
  process.exitCode = await tryProvider(options, processTerminal(options.json), command);
}
