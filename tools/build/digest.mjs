import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
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
  for (const path of await pathsIn(directory, among)) {
    hash
      .update(`${path}\0`)
      .update(await readFile(join(directory, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * The same of the sizes and times of the files, which takes a tenth of the time. Equal stamps of the same folder mean equal
 * contents. A copy or a checkout of the same contents has another stamp.
 *
 * @param {string} directory
 * @param {(path: string) => boolean} [among]
 */
export async function stampOf(directory, among = () => true) {
  const paths = await pathsIn(directory, among);
  const stats = await Promise.all(paths.map((path) => lstat(join(directory, path), { bigint: true })));
  const hash = createHash('sha256');
  // The change time too: some programs restore the modification time of what they write.
  stats.forEach(({ size, mtimeNs, ctimeNs }, index) => {
    hash.update(`${paths[index]}\0${size} ${mtimeNs} ${ctimeNs}\0`);
  });
  return hash.digest('hex');
}

/** @param {string} directory @param {(path: string) => boolean} among */
async function pathsIn(directory, among) {
  return (await filesBelow(directory)).filter((path) => among(path.replaceAll('\\', '/')));
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
