import { posix } from 'node:path';
import { ScaffoldError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { ioError } from './io-errors.ts';
import type { Target } from './preflight.ts';

/** What was written. */
export interface Written {
  /**
   * Makes the target what it was before: absent, or holding what it held. Takes what was added there since, too.
   *
   * @throws {ScaffoldError} `io` if something cannot be removed
   */
  readonly undo: () => Promise<void>;
}

/**
 * Writes a plan, all of it or nothing.
 *
 * Everything is written to a new directory with a name nobody can guess first. An absent target then comes to be by
 * one rename. A directory that is there stays the same directory, since somebody's shell may be in it and its parent
 * may not be writable: the new one is made inside it, and its entries are moved up one by one.
 *
 * @param target as `preflight` found it
 * @param signal ends the writing early, with everything removed again
 * @throws {ScaffoldError} `disk-full` and the other errors of the file system, `cancelled`
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
      // By the time it is undone, somebody else may be using the parent; then it stays.
      journal.push(() => fs.rmdir(parent).catch(() => undefined));
    }
    await heed(signal);
    // Nobody else may look into this one; what becomes visible has the usual mode and lies inside.
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

/** How to take back each thing that was done, in the order in which they were done. */
type Journal = (() => Promise<unknown>)[];

async function rollBack(journal: Journal, { path }: Target): Promise<void> {
  try {
    for (const takeBack of journal.toReversed()) await takeBack();
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
    await heed(signal);
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

/** Brings what was staged to its place. */
async function settle(
  target: Target,
  staging: string,
  journal: Journal,
  signal: AbortSignal | undefined,
  fs: FileSystem,
): Promise<void> {
  const { basename, dirname, join } = fs.path;
  const move = async (from: string, to: string) => {
    await heed(signal);
    await fs.rename(from, to);
    journal.push(() => fs.rm(to, FORCE));
  };
  if (!target.entries) return move(staging, target.path);
  await refuseCompany(target, basename(dirname(staging)), fs);
  for (const entry of await fs.readdir(staging)) await move(join(staging, entry), join(target.path, entry));
  await fs.rmdir(staging);
}

/** A rename would replace a file that somebody made in the meantime without a word. */
async function refuseCompany({ path, entries = [] }: Target, staging: string, fs: FileSystem): Promise<void> {
  const others = (await fs.readdir(path)).filter((entry) => entry !== staging && !entries.includes(entry));
  if (others.length > 0) throw Object.assign(new Error(`${others} appeared`), { code: 'ENOTEMPTY' });
}

/** What came into a directory that was there before, which its journal does not know: dependencies, a lockfile. */
async function removeAdded({ path, entries }: Target, fs: FileSystem): Promise<void> {
  if (!entries) return;
  const added = (await fs.readdir(path)).filter((entry) => !entries.includes(entry));
  for (const entry of added) await fs.rm(fs.path.join(path, entry), FORCE);
}

/** A file that a dying child process writes at the same time may need another try. */
const FORCE = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

/** Lets the event loop turn, so that a signal which came meanwhile is heard. */
async function heed(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted) throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
}
