import { join } from 'node:path';
import { AuthError } from '../core/errors.ts';
import type { Hold, LockTiming } from './directory-lock.ts';
import { type FileOperations, storeFailure, unless } from './file-operations.ts';
import { commit, underLock } from './locked-file.ts';
import { readRegularFile } from './regular-file.ts';
import type { SealKey } from './seal-key.ts';
import { generationOf, openEnvelope, type Payload, sealPayload } from './sealed-envelope.ts';
import { folderNames, quarantined, syncDirectory, tidy } from './sealed-folder.ts';
import type { Quarantined } from './store.ts';

/** The payload without a file. Compare by identity to distinguish it from a file without accounts. */
export const nothing: Payload = { accounts: [] };

/** The next payload and key, and a callback after the commit. */
export interface Replacement {
  readonly payload: Payload;
  readonly key: SealKey;
  committed?(): void;
}

/** The payload, and the key that it was encrypted with: the first key if there is no file, whose generation is 0. */
export type Found =
  | { readonly payload: Payload; readonly key: SealKey }
  | { readonly unreadable: Quarantined['reason'] };

export type SealKeys = readonly [SealKey, ...SealKey[]];

export interface Update {
  /** The expected keys. A new file is encrypted with the first. */
  readonly keys: SealKeys;
  /** Whether a file with another key is left as it is, because another process uses it. */
  readonly respectAnotherKey: boolean;
  /** The newest known generation. A file with a lower one is an older copy. */
  readonly newest: number;
  /**
   * Called just before writing.
   *
   * @returns whether the caller has lost the right to write
   */
  outdated(): Promise<boolean>;
  /** Called with the current payload, and again if the lock was lost meanwhile. Undefined writes nothing. */
  replace(payload: Payload, key: SealKey): Replacement | undefined;
}

export type Outcome =
  | { readonly anotherKey: true }
  | {
      readonly anotherKey: false;
      readonly key: SealKey;
      readonly quarantined?: Quarantined;
      /** The generation of the write. Absent if nothing was written. */
      readonly written?: number;
    };

export interface SealedFile {
  /**
   * Reads the file without a lock.
   *
   * @param newest see {@link Update.newest}
   */
  read(keys: SealKeys, newest: number): Promise<Found>;
  /** Resolves when the content that was read would survive a power failure. */
  settle(): Promise<void>;
  /** Reads, changes and writes under the lock. A file that cannot be read is quarantined first. */
  update(request: Update): Promise<Outcome>;
}

/**
 * Added to the generation if no file contains it, so that the result is higher than any number that other processes may
 * have reported to a page. Otherwise the next file would look like an older copy.
 */
const UNKNOWN_WRITES = 1_000_000;
/** Enough for thousands of accounts, and small enough to read at once. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** The file of accounts. It is read without the lock and replaced under it. All errors are AuthError `store-failed`. */
export function sealedFile(files: FileOperations, directory: string, timing: LockTiming): SealedFile {
  const path = join(directory, folderNames.accounts);
  const lock = join(directory, folderNames.writeLock);

  async function read(keys: SealKeys, newest: number): Promise<Found> {
    try {
      const content = await unless(readRegularFile(files, path, LARGEST_FILE), 'ENOENT');
      if (!content) return { payload: nothing, key: keys[0] };
      return 'bytes' in content
        ? openWithOneOf(content.bytes, keys, newest)
        : { unreadable: content.refused };
    } catch (error) {
      throw storeFailure(error);
    }
  }

  const update = (request: Update) => underLock(files, lock, timing, (hold) => updateHolding(hold, request));

  /** Returns undefined if the lock was lost and nothing was written. */
  async function updateHolding(hold: Hold, request: Update): Promise<Outcome | undefined> {
    const found = await read(request.keys, request.newest);
    if ('payload' in found) {
      const { payload, key } = found;
      const replacement = request.replace(payload, key);
      if (!replacement) return { anotherKey: false, key };
      const generation = nextGeneration(payload, request.newest);
      const done = await write(hold, request, replacement, generation);
      return done ? { anotherKey: false, key, written: generation } : undefined;
    }
    if (found.unreadable === 'another-key' && request.respectAnotherKey) return { anotherKey: true };
    const kept = await quarantined(files, directory, found.unreadable);
    const [key] = request.keys;
    const replacement = request.replace(nothing, key) ?? { payload: nothing, key };
    const generation = nextGeneration(nothing, request.newest);
    return (await write(hold, request, replacement, generation))
      ? { anotherKey: false, key, quarantined: kept, written: generation }
      : undefined;
  }

  /** Returns false if the lock was lost and nothing was written. */
  async function write(
    hold: Hold,
    request: Update,
    { payload, key, committed }: Replacement,
    generation: number,
  ): Promise<boolean> {
    await tidy(files, directory);
    const bytes = sealPayload({ ...payload, generation }, key);
    if (bytes.length > LARGEST_FILE)
      throw new AuthError('store-failed', 'There is no room for more accounts.');
    return commit(files, hold, path, bytes, {
      ...(committed && { committed }),
      async prepare() {
        if (await request.outdated()) throw takenOver();
      },
    });
  }

  async function settle(): Promise<void> {
    await syncDirectory(files, directory).catch((error) => {
      throw storeFailure(error);
    });
  }

  return { read, settle, update };
}

function nextGeneration(payload: Payload, newest: number): number {
  return payload === nothing ? newest + UNKNOWN_WRITES : Math.max(generationOf(payload), newest) + 1;
}

function openWithOneOf(bytes: Buffer, keys: SealKeys, newest: number): Found {
  let unreadable: Quarantined['reason'] = 'another-key';
  for (const key of keys) {
    const opened = openEnvelope(bytes, key);
    if ('payload' in opened) {
      return generationOf(opened.payload) < newest ? { unreadable: 'rolled-back' } : { ...opened, key };
    }
    if (opened.unreadable !== 'another-key') unreadable = opened.unreadable;
  }
  return { unreadable };
}

function takenOver(): AuthError {
  return new AuthError('store-failed', 'Another process took over while this one was busy with the account.');
}
