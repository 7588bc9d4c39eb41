import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Puts the files of one folder in the place of those of another, while programs may be using it. Each file is renamed over
 * the one before, so at every moment each file that both folders have is there and whole. A rename of the whole folder
 * cannot do that: no folder can be renamed over one with files in it, and between two renames there would be none.
 *
 * New files come first, because changed files may import them. Files that are the same are left alone, and files that are
 * gone are removed last.
 *
 * @param {string} staged on the same file system; is gone afterwards
 * @param {string} target is made where it is missing
 * @param {{keep?: (path: string) => boolean}} [options] which files of the target another program writes
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
