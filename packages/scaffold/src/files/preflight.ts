import { constants } from 'node:fs';
import { ScaffoldError, systemCode } from '../errors.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { ioError } from './io-errors.ts';

/** A place that can be written to, as it was when it was looked at. */
export interface Target {
  /** Absolute, links followed where something is there. */
  readonly path: string;
  /**
   * What is there already: undefined for nothing at all, else the entries of a directory, which are to be left alone.
   * There is at most one, `.git`, as in a fresh clone.
   */
  readonly entries: readonly string[] | undefined;
  /** Directories above `path` that are not there yet, the topmost first. */
  readonly missingParents: readonly string[];
}

const HARMLESS = new Set(['.git']);
const LISTED = 5;

/**
 * Looks whether a directory can be made, and changes nothing.
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
      `${path} is a link to nothing; remove it or choose another directory.`,
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
  await refuseTwin(ancestor, missingParents[0] ?? path, fs);
  await fs.access(real, constants.W_OK | constants.X_OK).catch((error) => {
    throw ioError(error, ancestor);
  });
  return { path, entries: undefined, missingParents };
}

/** Two directories whose names differ in case alone become one on the next machine, or already are one on this. */
async function refuseTwin(parent: string, child: string, fs: FileSystem): Promise<void> {
  const name = fs.path.basename(child);
  const siblings = await fs.readdir(parent).catch(() => []);
  const twin = siblings.find((entry) => entry !== name && entry.toLowerCase() === name.toLowerCase());
  if (twin === undefined) return;
  throw new ScaffoldError(
    'target-case-collision',
    `${fs.path.join(parent, twin)} is there already and differs from ${name} in case alone; choose another name.`,
  );
}

/** A part of the path that is a file counts as there being nothing: the file is found on the way up. */
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
    `${path} is not empty (it holds ${found}); choose a new directory, or empty this one first.`,
  );
}
