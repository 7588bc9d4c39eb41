import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** @typedef {Record<string, string>} Tree path to text */

/**
 * The sorted paths of all files in a directory.
 *
 * @param {string} directory
 */
export async function pathsBelow(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(directory, join(parentPath, name)))
    .sort();
}

/**
 * All files in a directory: path to text, sorted by path.
 *
 * @param {string} directory
 * @returns {Promise<Tree>}
 */
export async function treeOf(directory) {
  const paths = await pathsBelow(directory);
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(directory, path), 'utf8')])),
  );
}

/**
 * The paths at which two trees differ.
 *
 * @param {Tree} one
 * @param {Tree} other
 */
export function differences(one, other) {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].filter((path) => one[path] !== other[path]);
}
