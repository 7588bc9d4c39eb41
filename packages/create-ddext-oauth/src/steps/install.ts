import { type Options, pnpmSpec, ScaffoldError, shellQuote, type Target } from '@ddext-oauth/scaffold';
import { findPackageManager, type PackageManager, replaceIfTooOld } from '../package-manager.ts';
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
  const startedAt = performance.now();
  const { run } = await import('../child.ts');
  const pnpm = ({ words: [command, ...words] }: PackageManager, argument: string, show: boolean) =>
    run(command, [...words, argument], { cwd: target.path, signal, show });
  const found = findPackageManager();
  const begin = ({ spelling }: PackageManager) =>
    output.progress(`Installing dependencies with ${spelling}…`);
  begin(found);
  const version = found.onPath ? (await pnpm(found, '--version', false)).text : '';
  if (signal.aborted) return false;
  const manager = replaceIfTooOld(found, version);
  if (manager !== found) {
    output.warning(
      `pnpm ${version} on your PATH is too old for this workspace. Update it: npm install --global ${pnpmSpec}`,
    );
    begin(manager);
  }
  const { code, text } = await pnpm(manager, 'install', true);
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
