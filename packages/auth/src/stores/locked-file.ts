import { dirname } from 'node:path';
import { AuthError } from '../core/errors.ts';
import { type Hold, type LockTiming, takeLock } from './directory-lock.ts';
import { type FileOperations, storeFailure, unless } from './file-operations.ts';
import { openEmptyFile } from './regular-file.ts';
import { syncDirectory } from './sealed-folder.ts';

const mostAttempts = 5;

/** What a commit calls before and after the rename. */
export interface CommitSteps {
  /** Called just before the rename. If it rejects, nothing is replaced. */
  prepare?(): Promise<void>;
  /** Called after the rename, whether or not the new name is durable yet. */
  committed?(): void;
}

/**
 * Works under a lock, and again if the lock was lost meanwhile.
 *
 * @param lock the path of the lock
 * @param work returns undefined if the lock was lost and nothing was written
 * @throws AuthError `store-failed`
 */
export async function underLock<T extends object>(
  files: FileOperations,
  lock: string,
  timing: LockTiming,
  work: (hold: Hold) => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const hold = await takeLock(files, lock, timing);
    try {
      const result = await work(hold);
      if (result) return result;
    } catch (error) {
      throw storeFailure(error);
    } finally {
      await hold.release();
    }
  }
  throw new AuthError('store-failed', 'The machine is too slow to write the accounts.');
}

/**
 * Replaces a file. The temporary file is the lock's file, so that one atomic rename replaces the file, releases the lock,
 * and fails if the lock was lost.
 *
 * @returns whether the file was replaced; false if the lock was lost
 */
export async function commit(
  files: FileOperations,
  hold: Hold,
  path: string,
  content: Buffer | string,
  { prepare, committed }: CommitSteps = {},
): Promise<boolean> {
  const handle = await openEmptyFile(files, hold.file);
  if (!handle) return false;
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await prepare?.();
  const renamed = await unless(
    files.rename(hold.file, path).then(() => true),
    'ENOENT',
  );
  if (!renamed) return false;
  committed?.();
  await syncDirectory(files, dirname(path));
  return true;
}
