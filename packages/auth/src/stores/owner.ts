import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AuthError } from '../core/errors.ts';
import type { LockTiming } from './directory-lock.ts';
import { type FileOperations, storeFailure, unless } from './file-operations.ts';
import { commit, underLock } from './locked-file.ts';
import { queues } from './queue.ts';
import { readRegularFile } from './regular-file.ts';
import { decodeKey } from './seal-key.ts';
import { folderNames } from './sealed-folder.ts';
import type { Owner } from './store.ts';

/** Hashes of the keys that are the owner's: more than one after an interrupted key rotation, none before the first unlock. */
type Hashes = readonly string[];

/** Where the hashes are stored. */
interface OwnerRecord {
  read(): Promise<Hashes>;
  /** @returns the hashes that are stored afterwards, which another process may have written first */
  replace(next: (current: Hashes) => Hashes): Promise<Hashes>;
}

const format = 'ddext-oauth/owner';
const version = 1;
const LARGEST_FILE = 4096;
const MOST_HASHES = 4;
const LOOKS_PER_MINUTE = 20;
const MINUTE_MS = 60_000;
const unreadable = 'The file with the owner of this backend (owner.json) cannot be read.';
const resetAdvice = 'Delete the volume of the extension, or owner.json in it, then reload the extension.';

/** The owner of a backend whose store is in memory. It is forgotten when the process ends. */
export function memoryOwner(): Owner {
  let hashes: Hashes = [];
  return ownerOver({
    read: async () => hashes,
    replace: async (next) => {
      hashes = next(hashes);
      return hashes;
    },
  });
}

/**
 * The owner of a backend, in `owner.json` of a folder:
 *
 *     {"format":"ddext-oauth/owner","version":1,"keys":["…"]}
 *
 * `keys` are SHA-256 hashes of keys with 256 random bits, so the file reveals no key. A damaged file is an error, not a
 * backend without an owner.
 *
 * @throws AuthError `store-failed`, from its methods
 */
export function ownerFile(files: FileOperations, directory: string, timing: LockTiming): Owner {
  const path = join(directory, folderNames.owner);

  async function read(): Promise<Hashes> {
    try {
      const content = await unless(readRegularFile(files, path, LARGEST_FILE), 'ENOENT');
      if (!content) return [];
      if ('bytes' in content) return parse(content.bytes.toString('utf8'));
      throw damaged();
    } catch (error) {
      throw storeFailure(error);
    }
  }

  const replace = (next: (current: Hashes) => Hashes) =>
    underLock(files, join(directory, folderNames.ownerLock), timing, async (hold) => {
      const current = await read();
      const hashes = next(current);
      if (hashes === current) return current;
      const record = `${JSON.stringify({ format, version, keys: hashes })}\n`;
      return (await commit(files, hold, path, record)) ? hashes : undefined;
    });

  return ownerOver({ read, replace });
}

/**
 * Looks at the record again for an unknown key, because another process may have rotated it, or an administrator deleted
 * it. The number of looks is limited, as every program that reaches the socket can present keys. Beyond it, the result of
 * the last look counts. The owner's key is compared with that result first, so the limit never stops the owner. Hashes of
 * the caller's keys are compared, so the duration of a comparison reveals nothing about the owner's key.
 */
function ownerOver(record: OwnerRecord): Owner {
  const inOrder = queues();
  const mayLook = limited(LOOKS_PER_MINUTE);
  let known: Hashes = [];
  /** Why the last look failed: the record is damaged, or cannot be written. */
  let failure: AuthError | undefined;
  const replace = async (next: (current: Hashes) => Hashes) => {
    known = await record.replace(next);
  };
  const look = async (claim: Hashes) => {
    if (mayLook()) {
      failure = undefined;
      try {
        known = await record.read();
        if (known.length === 0) await replace((latest) => (latest.length > 0 ? latest : claim));
      } catch (error) {
        failure = storeFailure(error);
      }
    }
    if (failure) throw failure;
  };

  return {
    async unlock(keys, work) {
      const presented = keys.map(hashOf);
      const [first] = presented;
      const isOwner = () => presented.some((hash) => known.includes(hash));
      if (!first) return undefined;
      return inOrder('owner', async () => {
        if (!isOwner()) await look([first]);
        if (!isOwner()) return undefined;
        const used = await work();
        const hash = presented[used] ?? first;
        if (known.length > 1 || known[0] !== hash) await replace(() => [hash]);
        return used;
      });
    },
    async rotate(key, work) {
      const next = hashOf(key);
      await inOrder('owner', async () => {
        await replace((current) => [...current.filter((hash) => hash !== next), next].slice(-MOST_HASHES));
        await work();
        await replace(() => [next]);
      });
    },
  };
}

/** Returns whether fewer than `most` calls were made in this minute. */
function limited(most: number): () => boolean {
  let count = 0;
  let since = performance.now();
  return () => {
    const now = performance.now();
    if (now - since >= MINUTE_MS) [count, since] = [0, now];
    count += 1;
    return count <= most;
  };
}

/** @throws AuthError `store-key-invalid` */
function hashOf(key: string): string {
  return createHash('sha256').update(`${format}\0`).update(decodeKey(key)).digest('base64url');
}

function parse(text: string): Hashes {
  const { format: found, version: written, keys } = objectOf(text);
  const isHash = (key: unknown) => typeof key === 'string' && /^[\w-]{43}$/.test(key);
  const isValid = Array.isArray(keys) && keys.length > 0 && keys.length <= MOST_HASHES && keys.every(isHash);
  if (found !== format || written !== version || !isValid) throw damaged();
  return keys;
}

function objectOf(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause?: unknown): AuthError {
  return new AuthError('store-failed', unreadable, {
    advice: resetAdvice,
    ...(cause !== undefined && { cause }),
  });
}
