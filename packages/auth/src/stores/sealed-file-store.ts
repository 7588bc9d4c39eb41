import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { type Hold, type LockTiming, lockTiming, takeLock } from './directory-lock.ts';
import { type FileOperations, nodeFileOperations } from './file-operations.ts';
import { payloadStore } from './payload-store.ts';
import { queues } from './queue.ts';
import { sealedFile } from './sealed-file.ts';
import { folderNames } from './sealed-folder.ts';
import type { Seal, TokenStore } from './store.ts';
import { unlockedFile } from './unlocked-file.ts';

/** Where the file is, and who brings the key. */
export interface SealedFileOptions {
  /** The folder to keep the file in, such as a named volume's mount point; made with mode 0700 if there is none. */
  readonly directory: string;
  /** 32 bytes, base64url without padding. With it the store is open from the start; without it, from `seal.unlock`. */
  readonly key?: string;
}

/** A store that is always sealed. */
export interface SealedFileStore extends TokenStore {
  readonly seal: Seal;
}

/** Writing takes milliseconds; a provider may take half a minute to answer, and several processes may be in line. */
const writeTiming = { ...lockTiming, longestWait: 15_000 } as const;
const accountTiming = { ...lockTiming, longestWait: 90_000 } as const;

/**
 * Keeps accounts in one file, sealed with AES-256-GCM, whose key is not kept beside it. Any number of processes and
 * containers may use the same folder at a time.
 *
 * A file that cannot be read is never deleted: it is kept under another name and the store goes on empty, as told by
 * `seal.unlock` and `seal.lastQuarantined`. Only a store that has read the file before and then finds it sealed with another
 * key leaves it where it is and locks itself: another process has replaced the key. It takes any key but that old one.
 *
 * @throws AuthError `store-key-invalid` at once when `options.key` is not a key. Its methods reject with `store-locked`
 *   until there is a key, and with `store-failed` when the disk fails or others keep the store busy for too long
 * @example
 * const store = sealedFileStore({ directory: '/data' });
 * await store.seal.unlock([keyFromTheUi]);
 */
export function sealedFileStore(options: SealedFileOptions): SealedFileStore {
  return sealedFileStoreOn(nodeFileOperations, options);
}

/** The same on file operations of the caller's choice. @param timing of the lock on the file; injected by tests */
export function sealedFileStoreOn(
  files: FileOperations,
  { directory, key }: SealedFileOptions,
  timing: LockTiming = writeTiming,
): SealedFileStore {
  const accounts = unlockedFile(sealedFile(files, directory, timing), key);
  const inOrder = queues();
  const holds = new AsyncLocalStorage<Hold>();
  // A process that was stopped while it worked on an account may wake up after another has done the same work.
  const outdated = (hold = holds.getStore()) => {
    return async () => (await hold?.lost()) ?? false;
  };

  return {
    seal: accounts.seal,
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
