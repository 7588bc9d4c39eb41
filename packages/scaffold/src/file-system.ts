import * as promises from 'node:fs/promises';
import * as path from 'node:path';

/**
 * The operations that checking and writing need, with the paths they take; a test hands in one that fails where it wants,
 * or one with the paths of another system.
 */
export interface FileSystem
  extends Pick<
    typeof promises,
    | 'access'
    | 'lstat'
    | 'mkdir'
    | 'mkdtemp'
    | 'readdir'
    | 'realpath'
    | 'rename'
    | 'rm'
    | 'rmdir'
    | 'writeFile'
  > {
  readonly path: Pick<path.PlatformPath, 'basename' | 'dirname' | 'join' | 'resolve'>;
}

export const nodeFileSystem: FileSystem = { ...promises, path };

/** The system's code for an error, such as `ENOENT`, or undefined for an error of another kind. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
