import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Replaces the files of one folder with those of another, while programs may use them. Each file is renamed over the previous
 * one, so at any time a file of both folders exists and is complete. A rename of the folder cannot do that: it fails if the target
 * has files, and between two renames the folder would be missing.
 *
 * New files come first, because changed files may import them. Equal files are not touched, and missing files are removed last.
 *
 * @param {string} staged on the same file system; removed afterwards
 * @param {string} target created if it is missing
 * @param {{keep?: (path: string) => boolean}} [options] files of the target that another program writes
 */
export async function swapIn(staged, target, { keep = () => false } = {}) {
  const fresh = await filesBelow(staged);
  const before = new Set(await filesBelow(target));
  const inOrder = [...fresh.filter((path) => !before.has(path)), ...fresh.filter((path) => before.has(path))];
  for (const path of inOrder) {
    const [from, to] = [join(staged, path), join(target, path)];
    if (before.has(path) && (await areSame(from, to))) continue;
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  }
  const gone = [...before].filter((path) => !fresh.includes(path) && !keep(path));
  for (const path of gone) await rm(join(target, path), { force: true });
  await rm(staged, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>} the paths of all files below a folder, from there, in order; none where it is missing
 */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

/**
 * @param {string} one
 * @param {string} other
 */
async function areSame(one, other) {
  /** @param {string} path */
  const read = (path) => Promise.all([readFile(path), stat(path)]);
  const [[content, { mode }], [otherContent, { mode: otherMode }]] = await Promise.all([
    read(one),
    read(other),
  ]);
  return mode === otherMode && content.equals(otherContent);
}
