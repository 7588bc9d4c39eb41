import { posix } from 'node:path';

/** The folder of a file. Empty for the root. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** Whether a file is in a folder or below it. */
export function below(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
