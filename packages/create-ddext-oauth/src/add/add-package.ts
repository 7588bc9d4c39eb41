import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ScaffoldError } from '@ddext-oauth/scaffold';
import type * as Add from '@ddext-oauth/scaffold/add';
import type { Finished } from '../child.ts';
import { builtAdd, inCheckout, isCheckout } from '../installation.ts';
import { findRunner, shellPath } from '../package-manager.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';

/** Another version can have other functions and write other files. */
const SPEC = `@ddext-oauth/add@${version}`;

/** The package `@ddext-oauth/add`. */
export interface AddPackage {
  readonly code: typeof Add;
  /** The text of the file with `<ddext-sign-in>`. */
  readonly element: string;
}

/**
 * Loads the code that changes existing extensions. It is larger than this command, so the command downloads it when it is needed, in its
 * own version. A checkout has built it, and downloads nothing: until the package is published, another program could have its name.
 *
 * @throws {ScaffoldError} `add-unavailable`; `cancelled` after a signal
 */
export async function loadAddPackage(session: Session): Promise<AddPackage> {
  const path = isCheckout ? builtAdd : await downloadedAdd(session);
  try {
    const code: typeof Add = createRequire(path)(path);
    return { code, element: await readFile(join(dirname(path), 'ddext-sign-in.js'), 'utf8') };
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw isCheckout
      ? unavailable(
          `the build of this checkout cannot be loaded (${reason})`,
          `This command builds it: ${inCheckout('npm run build')}`,
        )
      : unavailable(
          `${path} cannot be loaded (${reason})`,
          "Delete the package manager's cache that contains it, and run the command again.",
        );
  }
}

/**
 * The package manager keeps the package in its cache, and the program of the package prints where. It does not run in the folder of the
 * extension, whose files could redirect the download or replace the package before the user sees a change.
 */
async function downloadedAdd({ output, interruption: { signal } }: Session): Promise<string> {
  const { run } = await import('../child.ts');
  const { spelling, words } = findRunner();
  const [command, ...parameters] = words;
  output.progress(`Loading ${SPEC} with ${spelling}…`);
  const variables = { PATH: shellPath() };
  const finished = await inNewFolder((cwd) =>
    run(command, [...parameters, SPEC, '--path'], { cwd, signal, variables }),
  );
  if (signal.aborted) throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
  const [program = ''] = spelling.split(' ');
  if (finished.code !== 0) {
    const settings = `${program === 'npx' ? 'npm' : program} config get registry`;
    throw unavailable(
      `${program} failed (${reasonOf(finished)})`,
      `Check the connection to your npm registry. This command prints its URL: ${settings}`,
    );
  }
  // Programs that run npx or pnpm in their place may print notices.
  const lines = finished.stdout.split('\n').map((line) => line.trim());
  const path = lines.findLast((line) => isAbsolute(line) && basename(line) === basename(builtAdd));
  if (path !== undefined) return path;
  throw unavailable(
    `${program} printed no path of it`,
    `This command prints the path: ${spelling} ${SPEC} --path`,
  );
}

function unavailable(reason: string, advice: string): ScaffoldError {
  return new ScaffoldError(
    'add-unavailable',
    `Could not load ${SPEC}, which contains the code of --add and --remove: ${reason}. Nothing was written. ${advice}`,
  );
}

/** Calls a function with a temporary folder. npm and pnpm regard it as a project, and search no folder above it. */
async function inNewFolder<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const path = await mkdtemp(join(tmpdir(), 'create-ddext-oauth-'));
  try {
    for (const file of ['package.json', 'pnpm-workspace.yaml']) await writeFile(join(path, file), '{}');
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** The first line of an error. Before it there may be progress and notices. */
function reasonOf({ code, text }: Finished): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => /^npm error|ERR_|cannot be started/.test(line)) ?? `exit code ${code}`;
}
