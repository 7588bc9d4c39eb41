import {
  accessSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type * as promises from 'node:fs/promises';
import { basename, dirname, join, type PlatformPath, resolve } from 'node:path';

const calls = {
  access: accessSync,
  lstat: lstatSync,
  mkdir: mkdirSync,
  mkdtemp: mkdtempSync,
  readdir: readdirSync,
  realpath: realpathSync,
  rename: renameSync,
  rm: rmSync,
  rmdir: rmdirSync,
  writeFile: writeFileSync,
} as const;

/**
 * The operations that checking and writing need, with the paths they take; a test hands in one that fails where it wants,
 * or one with the paths of another system.
 */
export interface FileSystem extends Pick<typeof promises, keyof typeof calls> {
  readonly path: Pick<PlatformPath, 'basename' | 'dirname' | 'join' | 'resolve'>;
}

/**
 * Calls the system in this thread: for some dozens of small files, handing each step to another thread takes longer than
 * the step. Whoever wants to hear of a signal in between lets the event loop turn.
 */
export const nodeFileSystem: FileSystem = {
  ...(Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, inThisThread(call as Call)]),
  ) as unknown as FileSystem),
  path: { basename, dirname, join, resolve },
};

type Call = (...parameters: unknown[]) => unknown;

function inThisThread(call: Call) {
  return async (...parameters: unknown[]) => call(...parameters);
}
