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
 * The file system operations of `preflight` and `writePlan`, with the path functions for them. Tests pass one that fails, or one with
 * the paths of another operating system.
 */
export interface FileSystem extends Pick<typeof promises, keyof typeof calls> {
  readonly path: Pick<PlatformPath, 'basename' | 'dirname' | 'join' | 'resolve'>;
}

/**
 * Synchronous calls behind an asynchronous interface: for some dozens of small files, passing each call to another thread takes longer
 * than the call. A caller that must react to signals lets the event loop run in between.
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
