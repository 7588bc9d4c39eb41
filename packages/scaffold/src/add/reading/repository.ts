import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../errors.ts';

/** The files of a repository. Paths are relative, with `/`. */
export interface Repository {
  /** Sorted. Folders of dependencies, of builds and of version control are left out. */
  readonly paths: readonly string[];
  /** Undefined if there is no such file, or it is not text. */
  readonly read: (path: string) => string | undefined;
}

/** Folders whose files are not written by the author. */
const LEFT_OUT = new Set([
  'node_modules',
  '.git',
  'dist',
  'build',
  'target',
  'coverage',
  '.next',
  '.angular',
]);
/** No source file is larger. */
const LARGEST = 2_000_000;
/** A repository with more files is read up to here. */
const MOST_FILES = 50_000;

/**
 * Reads a repository from a folder. Files are read when they are needed, and once: what is computed from them is the same afterwards. Links
 * are not followed.
 */
export function readRepository(root: string): Repository {
  const paths: string[] = [];
  const visit = (folder: string) => {
    for (const entry of entriesOf(join(root, folder))) {
      if (paths.length >= MOST_FILES) return;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) visit(path);
      else if (entry.isFile()) paths.push(path);
    }
  };
  visit('');
  const texts = new Map<string, string | undefined>();
  const read = (path: string) => {
    if (!texts.has(path)) texts.set(path, textOf(join(root, path)));
    return texts.get(path);
  };
  return { paths: paths.sort(), read };
}

/** A repository in memory. */
export function repositoryOf(files: ReadonlyMap<string, string>): Repository {
  return { paths: [...files.keys()].sort(), read: (path) => files.get(path) };
}

/** A repository with changed files. A file that is null is not there. */
export function withChanges(
  { paths, read }: Repository,
  changes: ReadonlyMap<string, string | Uint8Array | null>,
): Repository {
  const changed = (path: string) => {
    const content = changes.get(path);
    return typeof content === 'string' ? content : undefined;
  };
  const all = new Set([...paths, ...changes.keys()]);
  return {
    paths: [...all].filter((path) => changes.get(path) !== null).sort(),
    read: (path) => (changes.has(path) ? changed(path) : read(path)),
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A folder that this user cannot read has nothing that this command could change.
    if (systemCode(error) === 'EACCES') return [];
    throw error;
  }
}

function textOf(path: string): string | undefined {
  try {
    if (!statSync(path).isFile() || statSync(path).size > LARGEST) return undefined;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (
      ['ENOENT', 'ENOTDIR', 'EACCES', 'ERR_ENCODING_INVALID_ENCODED_DATA'].includes(systemCode(error) ?? '')
    )
      return undefined;
    throw error;
  }
}
