import { posix } from 'node:path';
import { ScaffoldError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { ioError } from './io-errors.ts';
import type { Target } from './preflight.ts';

/** The files that were written. */
export interface Written {
  /**
   * Restores the target: absent, or with the entries that it had. Files that were added since are removed too.
   *
   * @throws {ScaffoldError} `io` if something cannot be removed
   */
  readonly undo: () => Promise<void>;
}

/**
 * Writes all files of a plan, or none.
 *
 * The files are first written to a new directory with a random name. An absent target is then created with one rename. An existing
 * directory is kept, because it can be the working directory of a shell, and its parent may not be writable. The new directory
 * is then created inside it, and its entries are moved up one by one.
 *
 * @example
 * const { undo } = await writePlan(plan, await preflight('my-extension'), { signal });
 * @param target from `preflight`
 * @param signal cancels the writing, and removes all written files again
 * @throws {ScaffoldError} `cancelled`, `disk-full` and the other errors of the file system
 */
export async function writePlan(
  plan: Plan,
  target: Target,
  { signal, fs = nodeFileSystem }: { signal?: AbortSignal | undefined; fs?: FileSystem } = {},
): Promise<Written> {
  const { basename, dirname, join } = fs.path;
  const journal: Journal = [];
  try {
    for (const parent of target.missingParents) {
      await fs.mkdir(parent);
      // Another program may be using the parent when this is undone. Then it stays.
      journal.push(() => fs.rmdir(parent).catch(() => undefined));
    }
    await throwIfCancelled(signal);
    // Only this user can read this directory. The directory inside it has the usual mode.
    const hidden = await fs.mkdtemp(
      join(target.entries ? target.path : dirname(target.path), '.ddext-oauth-'),
    );
    journal.push(() => fs.rm(hidden, FORCE));
    const staging = join(hidden, basename(target.path));
    await writeFiles(plan, staging, signal, fs);
    await settle(target, staging, journal, signal, fs);
    await fs.rmdir(hidden);
  } catch (error) {
    await rollBack(journal, target);
    throw ioError(error, target.path);
  }
  journal.push(() => removeAdded(target, fs));
  return { undo: () => rollBack(journal, target) };
}

/** One function per completed step, which undoes it, in the order of the steps. */
type Journal = (() => Promise<unknown>)[];

async function rollBack(journal: Journal, { path }: Target): Promise<void> {
  try {
    for (const undoStep of journal.toReversed()) await undoStep();
  } catch (cause) {
    const message = `${path} could not be removed again; remove it by hand.`;
    throw new ScaffoldError('io', message, { cause });
  }
}

async function writeFiles(
  plan: Plan,
  staging: string,
  signal: AbortSignal | undefined,
  fs: FileSystem,
): Promise<void> {
  const { join } = fs.path;
  for (const [directory, files] of byDirectory(plan)) {
    await throwIfCancelled(signal);
    await fs.mkdir(join(staging, directory), { recursive: true });
    for (const [path, content] of files) await fs.writeFile(join(staging, path), content, { flag: 'wx' });
  }
}

function byDirectory(plan: Plan): ReadonlyMap<string, [string, string | Uint8Array][]> {
  const directories = new Map<string, [string, string | Uint8Array][]>();
  for (const file of plan) {
    const directory = posix.dirname(file[0]);
    const files = directories.get(directory);
    if (files) files.push(file);
    else directories.set(directory, [file]);
  }
  return directories;
}

/** Moves the staged files to the target. */
async function settle(
  target: Target,
  staging: string,
  journal: Journal,
  signal: AbortSignal | undefined,
  fs: FileSystem,
): Promise<void> {
  const { basename, dirname, join } = fs.path;
  const move = async (from: string, to: string) => {
    await throwIfCancelled(signal);
    await fs.rename(from, to);
    journal.push(() => fs.rm(to, FORCE));
  };
  if (!target.entries) return move(staging, target.path);
  await assertTargetUnchanged(target, basename(dirname(staging)), fs);
  for (const entry of await fs.readdir(staging)) await move(join(staging, entry), join(target.path, entry));
  await fs.rmdir(staging);
}

/** A rename would silently replace a file that another program created in the meantime. */
async function assertTargetUnchanged(
  { path, entries = [] }: Target,
  staging: string,
  fs: FileSystem,
): Promise<void> {
  const others = (await fs.readdir(path)).filter((entry) => entry !== staging && !entries.includes(entry));
  if (others.length > 0) throw Object.assign(new Error(`${others} appeared`), { code: 'ENOTEMPTY' });
}

/** Removes files that are not in the journal from a directory that existed before: dependencies, a lockfile. */
async function removeAdded({ path, entries }: Target, fs: FileSystem): Promise<void> {
  if (!entries) return;
  const added = (await fs.readdir(path)).filter((entry) => !entries.includes(entry));
  for (const entry of added) await fs.rm(fs.path.join(path, entry), FORCE);
}

/** Removing fails while a child process that is ending still writes to the directory. */
const FORCE = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

/** Lets the event loop deliver signals, then throws if one of them cancelled. */
async function throwIfCancelled(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
}
