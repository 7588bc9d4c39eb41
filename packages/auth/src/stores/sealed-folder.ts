import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { type FileOperations, namesIn, systemCode, unless } from './file-operations.ts';
import type { Quarantined } from './store.ts';

/** The names in a sealed store's folder. Everything else belongs to other programs. */
export const folderNames = {
  accounts: 'accounts.sealed',
  writeLock: 'accounts.lock',
  owner: 'owner.json',
  ownerLock: 'owner.lock',
  /**
   * Hashing makes any ID a valid name. It has no key, because processes must agree on the name during a key rotation.
   */
  accountLock: (id: string) => `account-${createHash('sha256').update(id).digest('hex')}.lock`,
  quarantined: (reason: Quarantined['reason'], mark: number | string) => `accounts.sealed.${reason}.${mark}`,
} as const;

/** A prepared lock: see `claim` in `directory-lock.ts`. */
const preparedLock = /^(accounts|owner|account-[0-9a-f]{64})\.lock\.[0-9a-f]{32}$/;
/** Preparing takes less than a second. If a prepared lock is removed too early, its owner prepares another. */
const leftOverAfterMs = 60_000;
/** The number of names in the folder that are searched for leftovers of crashed processes. */
const MOST_NAMES = 10_000;
/** The numbers in names of quarantined files. If all are used, a random value is used. */
const MOST_NUMBERS = 1_000;
const { O_RDONLY, O_NONBLOCK = 0, O_DIRECTORY = 0 } = constants;

/**
 * Quarantines the accounts file: adds a name that contains the reason. The next commit then removes its usual name, so
 * that it has a name at any time. link(2) does not overwrite, unlike rename(2). Anything but a file is moved, because a
 * folder cannot have a second name and cannot be replaced by a file.
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

/** Moves an entry to a free name, and returns the name. */
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

/** The name already exists if a process crashed between link and commit. */
async function isSameFile(files: FileOperations, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([files.lstat(one), files.lstat(other)]);
  return first.ino === second.ino && first.dev === second.dev;
}

/** Makes new names in a directory durable, if the file system supports it (fsync(2), NOTES). */
export async function syncDirectory(files: FileOperations, directory: string): Promise<void> {
  const cannot = ['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'];
  const handle = await unless(files.open(directory, O_RDONLY | O_DIRECTORY | O_NONBLOCK), ...cannot);
  try {
    if (handle) await unless(handle.sync(), ...cannot);
  } finally {
    await handle?.close();
  }
}

/** Removes leftovers of crashed processes. What cannot be removed is left for the next time. */
export async function tidy(files: FileOperations, directory: string): Promise<void> {
  const names = await namesIn(files, directory, MOST_NAMES).catch(() => []);
  for (const name of names.filter((candidate) => preparedLock.test(candidate))) {
    const path = join(directory, name);
    const found = await files.lstat(path).catch(() => undefined);
    if (found?.isDirectory() && Date.now() - found.mtimeMs >= leftOverAfterMs)
      await removePreparedLock(files, path);
  }
}

/**
 * Removes the file of a prepared lock, and the folder if it is then empty. Other content does not belong to this store.
 */
export async function removePreparedLock(files: FileOperations, path: string): Promise<void> {
  const token = path.slice(path.lastIndexOf('.') + 1);
  await files.unlink(join(path, token)).catch(() => undefined);
  await files.rmdir(path).catch(() => undefined);
}
