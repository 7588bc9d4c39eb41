import { join } from 'node:path';
import { AuthError } from '../core/errors.ts';
import { type Hold, type LockTiming, takeLock } from './directory-lock.ts';
import { type FileOperations, storeFailure, unless } from './file-operations.ts';
import { openEmptyFile, readRegularFile } from './regular-file.ts';
import type { SealKey } from './seal-key.ts';
import { generationOf, openEnvelope, type Payload, sealPayload } from './sealed-envelope.ts';
import { folderNames, quarantined, syncDirectory, tidy } from './sealed-folder.ts';
import type { Quarantined } from './store.ts';

/** What is read where there is no file; compare by identity to tell it from a file without accounts. */
export const nothing: Payload = { accounts: [] };

/** What is to be sealed instead, with which key, and what to do as soon as the file has it. */
export interface Replacement {
  readonly payload: Payload;
  readonly key: SealKey;
  committed?(): void;
}

/** What was read and with which of several keys: the first where there is no file, whose generation is 0. */
export type Found =
  | { readonly payload: Payload; readonly key: SealKey }
  | { readonly unreadable: Quarantined['reason'] };

export type SealKeys = readonly [SealKey, ...SealKey[]];

export interface Update {
  /** The file is expected to be sealed with one of these. An empty one that takes its place gets the first. */
  readonly keys: SealKeys;
  /** Whether a file sealed with another key is left as it is, because somebody else is using it. */
  readonly respectAnotherKey: boolean;
  /** The newest generation that was seen: a file from before that is an older copy. */
  readonly newest: number;
  /** Asked last before writing. @returns whether the caller has lost the right to write */
  outdated(): Promise<boolean>;
  /** Called with what is in the file now, once more if the lock was lost meanwhile. Nothing is written for undefined. */
  replace(payload: Payload, key: SealKey): Replacement | undefined;
}

export type Outcome =
  | { readonly anotherKey: true }
  | {
      readonly anotherKey: false;
      readonly key: SealKey;
      readonly quarantined?: Quarantined;
      /** Of what was written; absent where nothing was. */
      readonly written?: number;
    };

export interface SealedFile {
  /** What is in the file, without waiting for anybody. @param newest see {@link Update.newest} */
  read(keys: SealKeys, newest: number): Promise<Found>;
  /** Resolves once what was read would survive a power cut. */
  settle(): Promise<void>;
  /** Reads, changes and writes while nobody else does. A file that cannot be read is set aside first. */
  update(request: Update): Promise<Outcome>;
}

const mostAttempts = 5;
/**
 * Where no file says how often it was written, the count goes on above what any other process can have written and told
 * a page meanwhile: else the next file would look like an older copy.
 */
const UNKNOWN_WRITES = 1_000_000;
/** Room for thousands of accounts, and little enough to read at once. */
const LARGEST_FILE = 16 * 1024 * 1024;

/** The one file, read without a lock and replaced under one. Everything it throws is AuthError `store-failed`. */
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

  async function update(request: Update): Promise<Outcome> {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const hold = await takeLock(files, lock, timing);
      try {
        const outcome = await updateHolding(hold, request);
        if (outcome) return outcome;
      } catch (error) {
        throw storeFailure(error);
      } finally {
        await hold.release();
      }
    }
    throw new AuthError('store-failed', 'The machine is too slow to write the accounts.');
  }

  /** Returns undefined if the lock was lost on the way, with nothing written. */
  async function updateHolding(hold: Hold, request: Update): Promise<Outcome | undefined> {
    const found = await read(request.keys, request.newest);
    if ('payload' in found) {
      const { payload, key } = found;
      const replacement = request.replace(payload, key);
      if (!replacement) return { anotherKey: false, key };
      const generation = nextGeneration(payload, request.newest);
      const done = await commit(hold, request, replacement, generation);
      return done ? { anotherKey: false, key, written: generation } : undefined;
    }
    if (found.unreadable === 'another-key' && request.respectAnotherKey) return { anotherKey: true };
    const kept = await quarantined(files, directory, found.unreadable);
    const [key] = request.keys;
    const replacement = request.replace(nothing, key) ?? { payload: nothing, key };
    const generation = nextGeneration(nothing, request.newest);
    return (await commit(hold, request, replacement, generation))
      ? { anotherKey: false, key, quarantined: kept, written: generation }
      : undefined;
  }

  /**
   * The temporary file is the lock's own file, so that the rename is three things in one atomic step: it replaces the
   * accounts, it releases the lock, and it fails if the lock is no longer ours.
   */
  async function commit(
    hold: Hold,
    request: Update,
    { payload, key, committed }: Replacement,
    generation: number,
  ): Promise<boolean> {
    await tidy(files, directory);
    const bytes = sealPayload({ ...payload, generation }, key);
    if (bytes.length > LARGEST_FILE)
      throw new AuthError('store-failed', 'There is no room for more accounts.');
    const handle = await openEmptyFile(files, hold.file);
    if (!handle) return false;
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (await request.outdated()) {
      throw new AuthError(
        'store-failed',
        'Another process took over while this one was busy with the account.',
      );
    }
    const renamed = await unless(
      files.rename(hold.file, path).then(() => true),
      'ENOENT',
    );
    if (!renamed) return false;
    committed?.();
    await syncDirectory(files, directory);
    return true;
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
