import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { type FileOperations, namesIn, systemCode, unless } from './file-operations.ts';
import type { Quarantined } from './store.ts';

/** Everything that a sealed store may have in its folder; all else in there belongs to somebody else. */
export const folderNames = {
  accounts: 'accounts.sealed',
  writeLock: 'accounts.lock',
  /** The hash keeps any id a valid name. It is not keyed: processes have to agree on it while a key is being replaced. */
  accountLock: (id: string) => `account-${createHash('sha256').update(id).digest('hex')}.lock`,
  quarantined: (reason: Quarantined['reason'], mark: number | string) => `accounts.sealed.${reason}.${mark}`,
} as const;

/** A lock in preparation: see `claim` in `directory-lock.ts`. */
const preparedLock = /^(accounts|account-[0-9a-f]{64})\.lock\.[0-9a-f]{32}$/;
/** Preparing takes well under a second. Removing one too early only makes its owner prepare another. */
const leftOverAfterMs = 60_000;
/** More names than these in the folder are not looked through for what crashed processes left. */
const MOST_NAMES = 10_000;
/** Numbers for what is kept; where all are taken, a random mark is used. */
const MOST_NUMBERS = 1_000;
const { O_RDONLY, O_NONBLOCK = 0, O_DIRECTORY = 0 } = constants;

/**
 * Quarantines the accounts file: gives it a further name that says what is wrong with it. The next commit then takes its
 * usual name away, so that at every moment it has one: link(2) refuses to overwrite, unlike rename(2). What is no file is
 * moved instead, for a folder can have no second name, and none can be replaced by a file.
 */
export async function quarantined(
  files: FileOperations,
  directory: string,
  reason: Quarantined['reason'],
): Promise<Quarantined> {
  const file = join(directory, folderNames.accounts);
  if (reason === 'not-a-file') {
    const name = await moveAway(files, directory, folderNames.accounts, reason);
    return { reason, name };
  }
  for (let count = 1; ; count += 1) {
    const name = folderNames.quarantined(reason, numbered(count));
    const kept = join(directory, name);
    const taken = await files.link(file, kept).then(
      () => false,
      (error) => {
        if (systemCode(error) === 'EEXIST') return true;
        throw error;
      },
    );
    if (taken && !(await isSameFile(files, file, kept))) continue;
    await syncDirectory(files, directory);
    return { reason, name };
  }
}

/** Moves something to a free name, and returns that. */
export async function moveAway(
  files: FileOperations,
  directory: string,
  name: string,
  reason: string,
): Promise<string> {
  for (let count = 1; ; count += 1) {
    const kept = `${name}.${reason}.${numbered(count)}`;
    if (await unless(files.lstat(join(directory, kept)), 'ENOENT')) continue;
    await files.rename(join(directory, name), join(directory, kept));
    await syncDirectory(files, directory);
    return kept;
  }
}

function numbered(count: number): number | string {
  return count <= MOST_NUMBERS ? count : randomBytes(8).toString('hex');
}

/** The name is there already when a process crashed between linking and committing. */
async function isSameFile(files: FileOperations, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([files.lstat(one), files.lstat(other)]);
  return first.ino === second.ino && first.dev === second.dev;
}

/** Makes new names in a directory last through a power cut, where the file system can: fsync(2), NOTES. */
export async function syncDirectory(files: FileOperations, directory: string): Promise<void> {
  const cannot = ['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'];
  const handle = await unless(files.open(directory, O_RDONLY | O_DIRECTORY | O_NONBLOCK), ...cannot);
  try {
    if (handle) await unless(handle.sync(), ...cannot);
  } finally {
    await handle?.close();
  }
}

/** Removes what crashed processes left behind. What cannot be removed now is left to the next time. */
export async function tidy(files: FileOperations, directory: string): Promise<void> {
  const names = await namesIn(files, directory, MOST_NAMES).catch(() => []);
  for (const name of names.filter((candidate) => preparedLock.test(candidate))) {
    const path = join(directory, name);
    const found = await files.lstat(path).catch(() => undefined);
    if (found?.isDirectory() && Date.now() - found.mtimeMs >= leftOverAfterMs)
      await removePreparedLock(files, path);
  }
}

/** Removes the one file that a prepared lock has, and the folder if it is empty then: what else is in it is not ours. */
export async function removePreparedLock(files: FileOperations, path: string): Promise<void> {
  const token = path.slice(path.lastIndexOf('.') + 1);
  await files.unlink(join(path, token)).catch(() => undefined);
  await files.rmdir(path).catch(() => undefined);
}
