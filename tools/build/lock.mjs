import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A lock between processes, made of a folder. It needs no package, because it guards the installation of them.
 *
 * - Free: the folder is absent or empty. Held: it contains one file, whose name is random, and whose content describes the holder.
 * - To take it, a process prepares a folder with its file and renames that to the lock's name. rename(2) replaces an empty folder
 *   and fails for any other, so one process succeeds.
 * - To release it, or to take over from a dead holder, a process removes that holder's file. Of two processes that take over, the
 *   slower one finds no such file and leaves the new holder alone.
 *
 * @typedef {{
 *   pid: number,
 *   host: string,
 *   note: unknown,
 *   file: string,
 *   beatAt: number,
 * }} Holder `note` is what the holder tells others; `beatAt` is when it last touched its file, in milliseconds
 * @typedef {{
 *   tell: (note: unknown) => Promise<void>,
 *   release: () => Promise<void>,
 * }} Lock `tell` replaces the note
 */

/** Error codes of the system for a folder that is not empty. */
const HELD = ['ENOTEMPTY', 'EEXIST', ...(process.platform === 'win32' ? ['EPERM'] : [])];
const BEAT_EVERY_MS = 2_000;
const POLL_EVERY_MS = 100;
/** A holder that does not touch its file for this long has ended, though another process may have its process ID by now. */
const DEAD_AFTER_MS = 30_000;

/**
 * Takes a lock that is free or that a dead process holds.
 *
 * @param {string} path
 * @param {{ note?: unknown }} [options]
 * @returns {Promise<{ lock: Lock } | { holder: Holder }>}
 */
export async function tryLock(path, { note = null } = {}) {
  for (;;) {
    const holder = await holderOf(path);
    if (holder && !isDead(holder)) return { holder };
    if (holder) await rm(holder.file, { force: true });
    const lock = await claim(path, note);
    if (lock) return { lock };
  }
}

/**
 * Takes a lock, after its holder has released it or died.
 *
 * @param {string} path
 * @param {{
 *   note?: unknown,
 *   onWait?: (holder: Holder) => void,
 *   until?: (holder: Holder) => boolean,
 *   deadAfterMs?: number,
 * }} [options] `onWait` is called once, before the first wait; `until` ends the wait without the lock
 * @returns {Promise<{ lock: Lock } | { holder: Holder }>}
 */
export async function takeLock(
  path,
  { note, onWait, until = () => false, deadAfterMs = DEAD_AFTER_MS } = {},
) {
  const isStale = staleness(deadAfterMs);
  for (let waited = false; ; waited = true) {
    const taken = await tryLock(path, { note });
    if ('lock' in taken || until(taken.holder)) return taken;
    if (isStale(taken.holder)) {
      await rm(taken.holder.file, { force: true });
      continue;
    }
    if (!waited) onWait?.(taken.holder);
    await delay(POLL_EVERY_MS);
  }
}

/**
 * @param {string} path
 * @returns {Promise<Holder | undefined>}
 */
export async function holderOf(path) {
  const [name] = await unless(readdir(path), 'ENOENT', []);
  if (name === undefined) return undefined;
  const file = join(path, name);
  const found = await unless(Promise.all([readFile(file, 'utf8'), lstat(file)]), 'ENOENT', undefined);
  if (!found) return undefined;
  const [text, { mtimeMs }] = found;
  return { ...JSON.parse(text), file, beatAt: mtimeMs };
}

/**
 * @param {string} path
 * @param {unknown} note
 * @returns {Promise<Lock | undefined>} undefined if another process was faster
 */
async function claim(path, note) {
  const token = randomBytes(8).toString('hex');
  const [prepared, file] = [`${path}.${token}`, join(path, token)];
  /** @param {unknown} current */
  const textOf = (current) => JSON.stringify({ pid: process.pid, host: hostname(), note: current });
  await mkdir(dirname(path), { recursive: true });
  await mkdir(prepared);
  try {
    // The note may hold the token of a dashboard.
    await writeFile(join(prepared, token), textOf(note), { mode: 0o600 });
    await removeIfEmpty(path);
    await rename(prepared, path);
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    if (HELD.includes(codeOf(error))) return undefined;
    throw error;
  }
  // The file is missing after another process has taken over.
  const beat = () => unless(utimes(file, new Date(), new Date()), 'ENOENT', undefined);
  const beating = setInterval(beat, BEAT_EVERY_MS).unref();
  return {
    async tell(said) {
      if (!(await unless(lstat(file), 'ENOENT', undefined))) return;
      // Readers never see half a file.
      await writeFile(`${prepared}.note`, textOf(said), { mode: 0o600 });
      await rename(`${prepared}.note`, file);
    },
    async release() {
      clearInterval(beating);
      await rm(file, { force: true });
      await removeIfEmpty(path);
    },
  };
}

/** @param {unknown} error @returns {string} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Windows does not replace an empty folder with another. @param {string} path */
async function removeIfEmpty(path) {
  await rmdir(path).catch((error) => {
    if (error.code !== 'ENOENT' && !HELD.includes(error.code)) throw error;
  });
}

/** @param {Holder} holder @returns {boolean} whether its process has certainly ended */
function isDead({ pid, host, beatAt }) {
  // A process ID of another host or of a container has no meaning on this one.
  if (host !== hostname()) return false;
  const bootedAt = Date.now() - uptime() * 1000;
  return beatAt < bootedAt || !isRunning(pid);
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether a holder stopped touching its file. Counts only time in which this process ran, so that a holder can continue after the computer has slept. @param {number} deadAfterMs */
function staleness(deadAfterMs) {
  let last = { sign: '', at: 0 };
  let silent = 0;
  /** @param {Holder} holder */
  return ({ file, beatAt }) => {
    const sign = `${file} ${beatAt}`;
    const now = performance.now();
    silent = last.sign === sign ? silent + Math.min(now - last.at, 2 * POLL_EVERY_MS) : 0;
    last = { sign, at: now };
    return silent >= deadAfterMs;
  };
}

/**
 * @template T, U
 * @param {Promise<T>} work
 * @param {string} code of the error that stands for `instead`
 * @param {U} instead
 * @returns {Promise<T | U>}
 */
function unless(work, code, instead) {
  return work.catch((error) => {
    if (error.code === code) return instead;
    throw error;
  });
}
