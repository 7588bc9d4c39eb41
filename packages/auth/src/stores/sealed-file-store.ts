import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { type Hold, type LockTiming, lockTiming, takeLock } from './directory-lock.ts';
import { type FileOperations, nodeFileOperations } from './file-operations.ts';
import { ownerFile } from './owner.ts';
import { payloadStore } from './payload-store.ts';
import { queues } from './queue.ts';
import { sealedFile } from './sealed-file.ts';
import { folderNames } from './sealed-folder.ts';
import type { Owner, Seal, TokenStore } from './store.ts';
import { unlockedFile } from './unlocked-file.ts';

/** Options of {@link sealedFileStore}. */
export interface SealedFileOptions {
  /** The folder of the file, such as the mount point of a named volume. Created with mode 0700 if it is missing. */
  readonly directory: string;
  /**
   * 32 bytes, base64url without padding. With it, the store is unlocked from the start. Without it, call `seal.unlock`.
   */
  readonly key?: string;
}

/** A store that always has a seal and an owner. */
export interface SealedFileStore extends TokenStore {
  readonly seal: Seal;
  readonly owner: Owner;
}

/** A write takes milliseconds. A provider may take 30 seconds to respond, and several processes may wait. */
const writeTiming = { ...lockTiming, longestWait: 15_000 } as const;
const accountTiming = { ...lockTiming, longestWait: 90_000 } as const;

/**
 * Creates a store in one file, encrypted with AES-256-GCM. The key is not stored with it. Several processes and
 * containers can use the same folder.
 *
 * A file that cannot be read is never deleted. It is quarantined under another name, and the store continues without
 * accounts; see `seal.unlock` and `seal.lastQuarantined`. If a store has read the file before and then finds it
 * encrypted with another key, another process has rotated the key. The store then locks itself and leaves the file as
 * it is. It accepts any key but the old one.
 *
 * @example
 *   const store = sealedFileStore({ directory: '/data' });
 *   await store.seal.unlock([keyFromTheUi]);
 *
 * @throws AuthError `store-key-invalid` if `options.key` is not a key. Its methods reject with `store-locked` without a
 *   key, and with `store-failed` if the disk fails or the store stays busy for too long
 */
export function sealedFileStore(options: SealedFileOptions): SealedFileStore {
  return sealedFileStoreOn(nodeFileOperations, options);
}

/**
 * The same with given file operations.
 *
 * @param timing of the lock on the file; injected by tests
 */
export function sealedFileStoreOn(
  files: FileOperations,
  { directory, key }: SealedFileOptions,
  timing: LockTiming = writeTiming,
): SealedFileStore {
  const accounts = unlockedFile(sealedFile(files, directory, timing), key);
  const inOrder = queues();
  const holds = new AsyncLocalStorage<Hold>();
  // A process that was suspended may continue after another has done the same work.
  const outdated = (hold = holds.getStore()) => {
    return async () => (await hold?.lost()) ?? false;
  };

  return {
    seal: accounts.seal,
    owner: ownerFile(files, directory, timing),
    ...payloadStore({ read: accounts.read, change: (edit) => accounts.change(edit, outdated()) }),
    async exclusively(id, work) {
      accounts.mustBeOpen();
      return inOrder(id, async () => {
        const hold = await takeLock(files, join(directory, folderNames.accountLock(id)), accountTiming);
        try {
          accounts.mustBeOpen();
          return await holds.run(hold, work);
        } finally {
          await hold.release();
        }
      });
    },
  };
}
