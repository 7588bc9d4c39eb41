import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { AuthError } from '../core/errors.ts';
import { type FileOperations, namesIn, storeFailure, unless } from './file-operations.ts';
import { type Liveness, liveness } from './liveness.ts';
import { moveAway, removePreparedLock } from './sealed-folder.ts';

/**
 * A lock between processes, and between containers on one volume, made of a directory.
 *
 * - Free: the directory is absent or empty. Held: it contains one file, named with the holder's random token.
 * - To take it, prepare a directory with the file inside under a name of one's own and rename(2) it to the lock's name.
 *   POSIX lets a directory replace an empty one and refuses any other (ENOTEMPTY), so of several contenders one wins.
 * - To release it, unlink the file. The path contains the token, so nobody can release what is not theirs.
 * - To take over from a holder that crashed, unlink its file as well, then contend like everybody. Of two contenders that
 *   judge the same holder dead, the slower finds no file of that name and leaves the new holder alone.
 *
 * A holder touches its file as a sign of life. A holder that was stopped so long that its lock was taken finds the file
 * gone. Whoever commits by renaming that very file (see `sealed-file.ts`) cannot commit after losing the lock, at any
 * timing: a token is used once and the file is not put back, so its presence means that nobody else has held the lock.
 *
 * Another program that can write to the folder can put anything in the lock's place. What is no folder, or has anything but
 * tokens in it, is moved away and the lock is free: following a link would end with deleting files elsewhere.
 */
export interface Hold {
  /** The holder's own file. It exists for as long as the lock is held, and its content is the holder's to use. */
  readonly file: string;
  /** Whether another process took the lock over before it was released. */
  lost(): Promise<boolean>;
  /** Never rejects: a lock that cannot be released is taken over like that of a holder that crashed. */
  release(): Promise<void>;
}

/** All in milliseconds. */
export interface LockTiming {
  readonly beatEvery: number;
  /** A holder that has given no sign of life for this long has crashed. */
  readonly deadAfter: number;
  readonly pollFrom: number;
  readonly pollTo: number;
  readonly longestWait: number;
}

const tokenName = /^[0-9a-f]{32}$/;
/** One holder, and the file of a dead one that two contenders are about to remove. */
const MOST_HOLDERS = 8;

export const lockTiming = { beatEvery: 500, deadAfter: 3_000, pollFrom: 5, pollTo: 100 } as const;

/**
 * Waits for the lock and takes it.
 *
 * @param path the lock's name; the folder it is in is made if there is none
 * @throws AuthError `store-failed` when others hold it for longer than `longestWait`, or the disk fails
 */
export async function takeLock(files: FileOperations, path: string, timing: LockTiming): Promise<Hold> {
  const deadline = performance.now() + timing.longestWait;
  const quiet = liveness(timing);
  try {
    for (let pause = timing.pollFrom; ; pause = Math.min(pause * 2, timing.pollTo)) {
      const token = await contend(files, path, quiet);
      if (token) return hold(files, path, token, timing);
      if (performance.now() > deadline) throw busy(timing);
      // Jitter, so that contenders do not stay in step. fs.watch is unreliable on volumes.
      await delay(pause * (0.5 + Math.random()));
    }
  } catch (error) {
    throw storeFailure(error);
  }
}

/** One look at the lock: takes it when it is free, and frees it when its holder is dead. Returns the token if taken. */
async function contend(files: FileOperations, path: string, quiet: Liveness): Promise<string | undefined> {
  const holders = await holdersOf(files, path);
  if (holders.length > 0) {
    if (!quiet.lasts(await signOfLife(files, path, holders), performance.now())) return undefined;
    for (const holder of holders) await unless(files.unlink(join(path, holder)), 'ENOENT');
  }
  return claim(files, path);
}

/** The tokens in a lock. One that is not as a lock is made is quarantined, and then the lock is free. */
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
    // Windows refuses to replace even an empty directory; rmdir(2) removes no other.
    await files.rmdir(path).catch(() => undefined);
    await unless(files.rename(prepared, path), ...lostTo);
    // Tidying (see `sealed-file.ts`) may have emptied a directory that took long to prepare: then nothing is held.
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
