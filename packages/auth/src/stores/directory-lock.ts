import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthError } from '../core/errors.ts';
import { type FileOperations, namesIn, storeFailure, unless } from './file-operations.ts';
import { type Liveness, liveness } from './liveness.ts';
import { moveAway, removePreparedLock } from './sealed-folder.ts';

/**
 * A lock between processes, and between containers with the same volume, made of a directory.
 *
 * - Free: the directory is absent or empty. Held: it contains one file, whose name is the holder's random token.
 * - To take the lock, a process prepares a directory with its file under another name and renames it to the lock's
 *   name. POSIX rename(2) replaces an empty directory and fails for any other (ENOTEMPTY), so only one process
 *   succeeds.
 * - To release it, the holder unlinks its file. Only the holder knows the path, which contains the token.
 * - To take over from a crashed holder, a process unlinks that holder's file and then tries to take the lock. If two
 *   processes consider the same holder dead, the slower one finds no such file and leaves the new holder alone.
 *
 * A holder touches its file regularly. A holder that was suspended until it lost the lock finds its file gone. A commit
 * that renames this file (see `locked-file.ts`) fails after the lock was lost, at any time: a token is used once and
 * the file is never restored, so its presence proves that no other process has held the lock.
 *
 * Another program that can write to the folder can put anything in the lock's place. Anything but a folder with tokens
 * is moved away, and the lock is then free. Following a link could delete files elsewhere.
 */
export interface Hold {
  /** The holder's file. It exists while the lock is held. The holder may write to it. */
  readonly file: string;
  /** Returns whether another process has taken over the lock. */
  lost(): Promise<boolean>;
  /** Releases the lock. Never rejects: a lock that cannot be released is taken over like that of a crashed holder. */
  release(): Promise<void>;
}

/** All in milliseconds. */
export interface LockTiming {
  readonly beatEvery: number;
  /** A holder that has not touched its file for this long has crashed. */
  readonly deadAfter: number;
  readonly pollFrom: number;
  readonly pollTo: number;
  readonly longestWait: number;
}

const tokenName = /^[0-9a-f]{32}$/;
/** One holder, and files of dead holders that processes are about to remove. */
const MOST_HOLDERS = 8;

export const lockTiming = { beatEvery: 500, deadAfter: 3_000, pollFrom: 5, pollTo: 100 } as const;

/**
 * Takes the lock, and waits for it if necessary.
 *
 * @param path the lock's path; its folder is created if it is missing
 * @throws AuthError `store-failed` if other processes hold it for longer than `longestWait`, or the disk fails
 */
export async function takeLock(files: FileOperations, path: string, timing: LockTiming): Promise<Hold> {
  const deadline = performance.now() + timing.longestWait;
  const holderLiveness = liveness(timing);
  try {
    for (let pause = timing.pollFrom; ; pause = Math.min(pause * 2, timing.pollTo)) {
      const token = await contend(files, path, holderLiveness);
      if (token) return hold(files, path, token, timing);
      if (performance.now() > deadline) throw busy(timing);
      // Jitter, so that processes do not retry at the same time. fs.watch is unreliable on volumes.
      await delay(pause * (0.5 + Math.random()));
    }
  } catch (error) {
    throw storeFailure(error);
  }
}

/**
 * Checks the lock once: takes it if it is free, and frees it if its holder is dead. Returns the token if it was taken.
 */
async function contend(
  files: FileOperations,
  path: string,
  holderLiveness: Liveness,
): Promise<string | undefined> {
  const holders = await holdersOf(files, path);
  if (holders.length > 0) {
    if (!holderLiveness.isDead(await signOfLife(files, path, holders), performance.now())) return undefined;
    for (const holder of holders) await unless(files.unlink(join(path, holder)), 'ENOENT');
  }
  return claim(files, path);
}

/** Returns the tokens in a lock. Anything else in its place is quarantined, and the lock is free. */
async function holdersOf(files: FileOperations, path: string): Promise<readonly string[]> {
  const found = await unless(files.lstat(path), 'ENOENT');
  if (!found) return [];
  const names = found.isDirectory() ? await unless(namesIn(files, path, MOST_HOLDERS + 1), 'ENOENT') : ['?'];
  if (!names || (names.length <= MOST_HOLDERS && (await areTokens(files, path, names)))) return names ?? [];
  await unless(moveAway(files, dirname(path), basename(path), 'not-a-lock'), 'ENOENT');
  return [];
}

async function areTokens(files: FileOperations, path: string, names: readonly string[]): Promise<boolean> {
  if (!names.every((name) => tokenName.test(name))) return false;
  const entries = await Promise.all(names.map((name) => unless(files.lstat(join(path, name)), 'ENOENT')));
  return entries.every((entry) => !entry?.isDirectory());
}

async function claim(files: FileOperations, path: string): Promise<string | undefined> {
  const token = randomBytes(16).toString('hex');
  const prepared = `${path}.${token}`;
  const lostTo = ['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'];
  try {
    await files.mkdir(prepared, { recursive: true, mode: 0o700 });
    const file = await unless(files.open(join(prepared, token), 'wx', 0o600), 'ENOENT');
    await file?.close();
    // Windows does not replace an empty directory. rmdir(2) removes no other.
    await files.rmdir(path).catch(() => undefined);
    await unless(files.rename(prepared, path), ...lostTo);
    // `tidy` may have emptied a directory that took long to prepare. Then the lock is not held.
    return (await unless(files.lstat(join(path, token)), 'ENOENT')) && token;
  } catch (error) {
    await files.unlink(join(path, token)).catch(() => undefined);
    throw error;
  } finally {
    await removePreparedLock(files, prepared);
  }
}

async function signOfLife(files: FileOperations, path: string, holders: readonly string[]): Promise<string> {
  const times = holders.map(async (name) => (await unless(files.lstat(join(path, name)), 'ENOENT'))?.mtimeMs);
  return JSON.stringify([holders, await Promise.all(times)]);
}

function hold(files: FileOperations, path: string, token: string, timing: LockTiming): Hold {
  const file = join(path, token);
  const beat = () => files.lutimes(file, new Date(), new Date()).catch(() => undefined);
  const beating = setInterval(beat, timing.beatEvery).unref();
  let released = false;
  return {
    file,
    lost: async () => !released && (await unless(files.lstat(file), 'ENOENT')) === undefined,
    async release() {
      released = true;
      clearInterval(beating);
      await files.unlink(file).catch(() => undefined);
      await files.rmdir(path).catch(() => undefined);
    },
  };
}

function busy({ longestWait }: LockTiming): AuthError {
  const seconds = Math.round(longestWait / 1_000);
  return new AuthError(
    'store-failed',
    `Another process has kept the accounts busy for ${seconds} seconds. Restart the extension if this keeps happening.`,
  );
}
