import * as promises from 'node:fs/promises';
import { AuthError } from '../core/errors.ts';

/** The operations that the sealed file and its locks need; a test hands in ones that fail where it wants. */
export type FileOperations = Pick<
  typeof promises,
  'link' | 'lstat' | 'lutimes' | 'mkdir' | 'open' | 'opendir' | 'rename' | 'rmdir' | 'unlink'
>;

export const nodeFileOperations: FileOperations = promises;

/** The system's code for an error, such as `ENOENT`, or undefined for an error of another kind. */
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

/** A failure of the disk as AuthError `store-failed`; an AuthError stays what it is. */
export function storeFailure(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const sentence =
    sentences[systemCode(error) ?? ''] ?? 'The accounts could not be read from or written to the disk.';
  return new AuthError('store-failed', sentence, { cause: error });
}

/** The names in a folder, no more than `most` of them: another program may have put any number there. */
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

/** What the operation gives, or undefined where it fails with one of these system codes. */
export async function unless<T>(operation: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (codes.includes(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}
