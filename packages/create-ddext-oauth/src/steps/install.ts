import { shellQuote } from '@ddext-oauth/scaffold';
import type { Context } from '../context.ts';
import { CommandError } from '../errors.ts';
import { findPackageManager } from '../package-manager.ts';

/**
 * Installs the dependencies. A failure leaves what was written, which is complete without them.
 *
 * @throws {CommandError} `install-failed`
 */
export async function install(
  context: Pick<Context, 'invocation' | 'interruption' | 'output' | 'options' | 'target' | 'installed'>,
): Promise<undefined> {
  const { invocation, interruption, output, options, target } = context;
  if (invocation.has('no-install')) return;
  const manager = findPackageManager();
  const begin = performance.now();
  output.progress(`Installing dependencies with ${manager.spelling}…`);
  const { run } = await import('../child.ts');
  const [command, ...words] = manager.words;
  const parameters = [...words, 'install'];
  const { code, text } = await run(command, parameters, {
    cwd: target.path,
    signal: interruption.signal,
    show: true,
  });
  if (interruption.signal.aborted) return;
  if (code !== 0) {
    const reason = text === '' ? `exit code ${code}` : text;
    const goOn = `cd ${shellQuote(options.directory, process.platform)} && ${manager.spelling} install`;
    throw new CommandError(
      'install-failed',
      `The extension is complete, but its dependencies are not installed: ${manager.spelling} install failed (${reason}); try again with: ${goOn}`,
    );
  }
  output.progress(`Installed in ${((performance.now() - begin) / 1000).toFixed(1)} s.`);
  context.installed = true;
}
