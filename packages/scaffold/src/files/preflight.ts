import { constants } from 'node:fs';
import { ScaffoldError, systemCode } from '../errors.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { ioError } from './io-errors.ts';

/** A directory that can be written to, as `preflight` found it. */
export interface Target {
  /** Absolute. For an existing directory, with links resolved. */
  readonly path: string;
  /**
   * The entries of an existing directory, which are kept; undefined if there is no directory. The possible entries are `.git`, as in
   * a new clone, and files of file managers.
   */
  readonly entries: readonly string[] | undefined;
  /** Directories above `path` that do not exist yet, the topmost first. */
  readonly missingParents: readonly string[];
}

/** Of a fresh clone, of Finder and of Windows Explorer. */
const HARMLESS = new Set(['.git', '.DS_Store', 'Thumbs.db', 'desktop.ini']);
const LISTED = 5;

/**
 * Checks that a directory can be created, without changing anything.
 *
 * @param directory absolute, or relative to the working directory
 * @throws {ScaffoldError} `target-not-empty`, `target-not-directory`, `target-case-collision`, `parent-not-directory`,
 *   `not-writable` and the other errors of the file system
 */
export async function preflight(directory: string, fs: FileSystem = nodeFileSystem): Promise<Target> {
  const path = fs.path.resolve(directory);
  try {
    return (await exists(path, fs)) ? await existing(path, fs) : await absent(path, fs);
  } catch (error) {
    throw ioError(error, path);
  }
}

async function existing(path: string, fs: FileSystem): Promise<Target> {
  const real = await fs.realpath(path).catch((error) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new ScaffoldError(
      'target-not-directory',
      `${path} is a broken link; remove it or choose another directory.`,
    );
  });
  if (!(await fs.lstat(real)).isDirectory()) {
    throw new ScaffoldError(
      'target-not-directory',
      `${path} is a file; remove it or choose another directory.`,
    );
  }
  const entries = (await fs.readdir(real)).sort();
  const inTheWay = entries.filter((entry) => !HARMLESS.has(entry));
  if (inTheWay.length > 0) throw notEmpty(path, inTheWay);
  await fs.access(real, constants.W_OK | constants.X_OK);
  return { path: real, entries, missingParents: [] };
}

async function absent(path: string, fs: FileSystem): Promise<Target> {
  const missingParents: string[] = [];
  const { dirname } = fs.path;
  let ancestor = dirname(path);
  for (; !(await exists(ancestor, fs)); ancestor = dirname(ancestor)) missingParents.unshift(ancestor);
  const real = await fs.realpath(ancestor);
  if (!(await fs.lstat(real)).isDirectory()) {
    throw new ScaffoldError(
      'parent-not-directory',
      `${ancestor} is a file, not a directory; choose a directory elsewhere.`,
    );
  }
  await assertNoCaseCollision(ancestor, missingParents[0] ?? path, fs);
  await fs.access(real, constants.W_OK | constants.X_OK).catch((error) => {
    throw ioError(error, ancestor);
  });
  return { path, entries: undefined, missingParents };
}

/** On a case-insensitive file system, two names that differ only in case are one directory. */
async function assertNoCaseCollision(parent: string, child: string, fs: FileSystem): Promise<void> {
  const name = fs.path.basename(child);
  const siblings = await fs.readdir(parent).catch(() => []);
  const sibling = siblings.find((entry) => entry !== name && entry.toLowerCase() === name.toLowerCase());
  if (sibling === undefined) return;
  throw new ScaffoldError(
    'target-case-collision',
    `${fs.path.join(parent, sibling)} exists and differs from ${name} only in case; choose another name.`,
  );
}

/** Also false if a parent in the path is a file. `absent` finds that file. */
async function exists(path: string, fs: FileSystem): Promise<boolean> {
  try {
    await fs.lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

function notEmpty(path: string, entries: readonly string[]): ScaffoldError {
  const more = entries.length - LISTED;
  const found = entries.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return new ScaffoldError(
    'target-not-empty',
    `${path} is not empty (it contains ${found}); choose a new directory, or empty this one first.`,
  );
}
