import { type Options, ScaffoldError, shellQuote, type Target } from '@ddext-oauth/scaffold';
import { findPackageManager, type PackageManager, pnpmProblem, pnpmThroughNpx } from '../package-manager.ts';
import type { Session } from '../session.ts';

export interface Installation {
  /** How the user starts the pnpm that installed. */
  readonly pnpm: string;
  /** The warnings that were printed. */
  readonly warnings: readonly string[];
}

/**
 * Installs the dependencies. If that fails, the written files stay, which are complete without them.
 *
 * @returns undefined after a signal
 * @throws {ScaffoldError} `install-failed`
 */
export async function install(
  { options, target }: { readonly options: Options; readonly target: Target },
  { output, interruption: { signal } }: Session,
): Promise<Installation | undefined> {
  const startedAt = performance.now();
  const { run } = await import('../child.ts');
  const pnpm = ({ words: [command, ...words] }: PackageManager, argument: string, show: boolean) =>
    run(command, [...words, argument], { cwd: target.path, signal, show });
  const found = findPackageManager();
  const begin = ({ spelling }: PackageManager) =>
    output.progress(`Installing dependencies with ${spelling}…`);
  begin(found);
  const problem = found.onPath ? pnpmProblem(await pnpm(found, '--version', false)) : undefined;
  if (signal.aborted) return undefined;
  const manager = problem === undefined ? found : pnpmThroughNpx();
  if (problem !== undefined) {
    output.warning(problem);
    begin(manager);
  }
  const { code, text } = await pnpm(manager, 'install', true);
  if (signal.aborted) return undefined;
  if (code !== 0) {
    const reason = text === '' ? `exit code ${code}` : text;
    const retry = `cd ${shellQuote(options.directory, process.platform)} && ${manager.spelling} install`;
    throw new ScaffoldError(
      'install-failed',
      `The extension is complete, but its dependencies are not installed: ${manager.spelling} install failed (${reason}); try again with: ${retry}`,
    );
  }
  output.progress(`Installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  return { pnpm: manager.spelling, warnings: problem === undefined ? [] : [problem] };
}
