import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FileOperations, systemCode, unless } from './file-operations.ts';
import type { SetAside } from './store.ts';

/** Everything that a sealed store may have in its folder; all else in there belongs to somebody else. */
export const folderNames = {
  accounts: 'accounts.sealed',
  writeLock: 'accounts.lock',
  /** The hash keeps any id a valid name. It is not keyed: processes have to agree on it while a key is being replaced. */
  accountLock: (id: string) => `account-${createHash('sha256').update(id).digest('hex')}.lock`,
  setAside: (reason: SetAside['reason'], count: number) => `accounts.sealed.${reason}.${count}`,
} as const;

/** A lock in preparation: see `claim` in `directory-lock.ts`. */
const preparedLock = /^(accounts|account-[0-9a-f]{64})\.lock\.[0-9a-f]{32}$/;
/** Preparing takes well under a second. Removing one too early only makes its owner prepare another. */
const leftOverAfterMs = 60_000;

/**
 * Gives the accounts file a further name that says what is wrong with it. The next commit then takes its usual name away,
 * so that at every moment it has one: link(2) refuses to overwrite, unlike rename(2).
 */
export async function setAside(
  files: FileOperations,
  directory: string,
  reason: SetAside['reason'],
): Promise<SetAside> {
  const file = join(directory, folderNames.accounts);
  for (let count = 1; ; count += 1) {
    const name = folderNames.setAside(reason, count);
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

/** The name is there already when a process crashed between linking and committing. */
async function isSameFile(files: FileOperations, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([files.stat(one), files.stat(other)]);
  return first.ino === second.ino && first.dev === second.dev;
}

/** Makes new names in a directory last through a power cut, where the file system can: fsync(2), NOTES. */
export async function syncDirectory(files: FileOperations, directory: string): Promise<void> {
  const cannot = ['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'];
  const handle = await unless(files.open(directory, 'r'), ...cannot);
  try {
    if (handle) await unless(handle.sync(), ...cannot);
  } finally {
    await handle?.close();
  }
}

/** Removes what crashed processes left behind. What cannot be removed now is left to the next time. */
export async function tidy(files: FileOperations, directory: string): Promise<void> {
  const names = await files.readdir(directory).catch(() => []);
  for (const name of names.filter((candidate) => preparedLock.test(candidate))) {
    const path = join(directory, name);
    const modified = (await files.stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - modified < leftOverAfterMs) continue;
    await files.rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
