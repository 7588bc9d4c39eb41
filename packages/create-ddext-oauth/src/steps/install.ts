import { type Options, ScaffoldError, shellQuote, type Target } from '@ddext-oauth/scaffold';
import { findPackageManager } from '../package-manager.ts';
import type { Session } from '../session.ts';

/**
 * Installs the dependencies. If that fails, the written files stay, which are complete without them.
 *
 * @returns whether they are installed; false after a signal
 * @throws {ScaffoldError} `install-failed`
 */
export async function install(
  { options, target }: { readonly options: Options; readonly target: Target },
  { output, interruption: { signal } }: Session,
): Promise<boolean> {
  const manager = findPackageManager();
  const startedAt = performance.now();
  output.progress(`Installing dependencies with ${manager.spelling}…`);
  const { run } = await import('../child.ts');
  const [command, ...words] = manager.words;
  const { code, text } = await run(command, [...words, 'install'], { cwd: target.path, signal, show: true });
  if (signal.aborted) return false;
  if (code !== 0) {
    const reason = text === '' ? `exit code ${code}` : text;
    const retry = `cd ${shellQuote(options.directory, process.platform)} && ${manager.spelling} install`;
    throw new ScaffoldError(
      'install-failed',
      `The extension is complete, but its dependencies are not installed: ${manager.spelling} install failed (${reason}); try again with: ${retry}`,
    );
  }
  output.progress(`Installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  return true;
}
