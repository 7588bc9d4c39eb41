import * as promises from 'node:fs/promises';
import { AuthError } from '../core/errors.ts';

/** The file operations of the sealed file and its locks. Tests pass operations that fail. */
export type FileOperations = Pick<
  typeof promises,
  'link' | 'lstat' | 'lutimes' | 'mkdir' | 'open' | 'opendir' | 'rename' | 'rmdir' | 'unlink'
>;

export const nodeFileOperations: FileOperations = promises;

/** Returns the system's code of an error, such as `ENOENT`. Undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk that keeps the accounts is full.',
  EDQUOT: 'The disk that keeps the accounts is full.',
  EROFS: 'The disk that keeps the accounts is read-only.',
  EACCES: 'The extension is not allowed to use the folder that keeps the accounts.',
  EPERM: 'The extension is not allowed to use the folder that keeps the accounts.',
  EIO: 'The disk that keeps the accounts reports a fault.',
};

/** Converts a failure of the disk to AuthError `store-failed`. An AuthError is returned unchanged. */
export function storeFailure(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const sentence =
    sentences[systemCode(error) ?? ''] ?? 'The accounts could not be read from or written to the disk.';
  return new AuthError('store-failed', sentence, { cause: error });
}

/** Returns the names in a folder, at most `most`: another program may have created any number. */
export async function namesIn(files: FileOperations, path: string, most: number): Promise<readonly string[]> {
  const folder = await files.opendir(path);
  const names: string[] = [];
  try {
    for (let entry = await folder.read(); entry && names.length < most; entry = await folder.read()) {
      names.push(entry.name);
    }
  } finally {
    await folder.close();
  }
  return names;
}

/** Returns the result of the operation, or undefined if it fails with one of these system codes. */
export async function unless<T>(operation: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}
