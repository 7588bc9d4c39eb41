import * as promises from 'node:fs/promises';

/** The operations that checking and writing need; a test hands in one that fails where it wants. */
export type FileSystem = Pick<
  typeof promises,
  'access' | 'lstat' | 'mkdir' | 'mkdtemp' | 'readdir' | 'realpath' | 'rename' | 'rm' | 'rmdir' | 'writeFile'
>;

export const nodeFileSystem: FileSystem = promises;

/** The system's code for an error, such as `ENOENT`, or undefined for an error of another kind. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
