import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from './swap.mjs';

/**
 * The SHA-256 of the paths and contents of all files below a folder that `among` accepts; paths have slashes.
 *
 * @param {string} directory
 * @param {(path: string) => boolean} [among]
 */
export async function digestOf(directory, among = () => true) {
  const hash = createHash('sha256');
  for (const path of (await filesBelow(directory)).filter((one) => among(one.replaceAll('\\', '/')))) {
    hash
      .update(`${path}\0`)
      .update(await readFile(join(directory, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * The text of a file; empty where there is none.
 *
 * @param {string} path
 */
export async function textOf(path) {
  return readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
