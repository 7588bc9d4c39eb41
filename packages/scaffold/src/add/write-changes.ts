import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ScaffoldError, systemCode } from '../errors.ts';
import { ioError } from '../files/io-errors.ts';
import { impossible } from './edits/failure.ts';
import type { Repository } from './reading/repository.ts';
import type { FileChanges } from './remove.ts';

/**
 * Writes all changes to an existing repository, or none. New contents are first written to a folder beside the files, with the modes of the
 * files that they replace. Each file is then replaced with one rename. Folders that become empty are removed. Nothing is written outside of
 * the repository or through links.
 *
 * @param repository as it was read for the changes. A file that differs from it is an error
 * @throws {ScaffoldError} `addition-impossible`, `file-changed`, `cancelled` and the errors of the file system
 */
export async function writeChanges(
  root: string,
  repository: Repository,
  changes: FileChanges,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const journal: (() => Promise<unknown>)[] = [];
  const undo = async () => {
    for (const step of journal.splice(0).toReversed()) await step();
  };
  const failed = (error: unknown) => {
    throw ioError(error, root);
  };
  for (const path of changes.keys()) await assertInside(root, path).catch(failed);
  const staging = await mkdtemp(join(root, '.ddext-oauth-')).catch(failed);
  try {
    const staged = await stage(root, staging, repository, changes);
    for (const [path, file] of staged) {
      throwIfCancelled(signal);
      await replace(join(root, path), { file, kept: join(staging, `old-${nameOf(path)}`) }, journal);
    }
    throwIfCancelled(signal);
    for (const [path, content] of changes)
      if (content === null) await removeEmpty(root, dirname(path), journal);
    // The earlier files are needed no more.
    await rm(staging, { recursive: true, force: true });
  } catch (error) {
    await undo();
    await rm(staging, { recursive: true, force: true });
    throw ioError(error, root);
  }
}

/**
 * Paths come from files of the repository, which the user may not have written.
 *
 * @throws {ScaffoldError} `addition-impossible` for a path that leaves the repository or leads through a link
 */
async function assertInside(root: string, path: string): Promise<void> {
  const segments = path.split(/[\\/]/);
  if (isAbsolute(path) || segments.includes('..')) throw impossible(path, `it is outside of ${root}.`);
  for (const index of segments.keys()) {
    const part = segments.slice(0, index + 1).join('/');
    if (await isLink(join(root, part)))
      throw impossible(path, `${part} is a link. Replace it with what it leads to, and try again.`);
  }
}

/** Writes the new contents to the folder. @returns path to the written file; undefined for a file to delete */
async function stage(
  root: string,
  staging: string,
  repository: Repository,
  changes: FileChanges,
): Promise<readonly (readonly [path: string, file: string | undefined])[]> {
  const staged: [string, string | undefined][] = [];
  for (const [path, content] of changes) {
    const known = repository.read(path);
    const found = await textOf(join(root, path));
    // Only a package is written over a file whose content is not known.
    if (found !== known && (known !== undefined || typeof content === 'string'))
      throw new ScaffoldError(
        'file-changed',
        `${path} was changed by another program. Nothing was written; try again.`,
      );
    if (content === null) staged.push([path, undefined]);
    else {
      const file = join(staging, `new-${nameOf(path)}`);
      await writeFile(file, content, { flag: 'wx' });
      const mode = await modeOf(join(root, path));
      if (mode !== undefined) await chmod(file, mode);
      staged.push([path, file]);
    }
  }
  return staged;
}

async function replace(
  target: string,
  { file, kept }: { readonly file: string | undefined; readonly kept: string },
  journal: (() => Promise<unknown>)[],
): Promise<void> {
  await makeFolder(dirname(target), journal);
  if ((await modeOf(target)) !== undefined) {
    await rename(target, kept);
    journal.push(() => rename(kept, target));
  }
  if (file === undefined) return;
  await rename(file, target);
  journal.push(() => rm(target, { force: true }));
}

async function makeFolder(folder: string, journal: (() => Promise<unknown>)[]): Promise<void> {
  if ((await modeOf(folder)) !== undefined) return;
  await makeFolder(dirname(folder), journal);
  await mkdir(folder);
  journal.push(() => rmdir(folder));
}

/** Removes folders that have become empty, up to the root. */
async function removeEmpty(root: string, folder: string, journal: (() => Promise<unknown>)[]): Promise<void> {
  if (folder === '.') return;
  try {
    await rmdir(join(root, folder));
    journal.push(() => mkdir(join(root, folder)));
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) return;
    throw error;
  }
  await removeEmpty(root, dirname(folder), journal);
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
}

async function modeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mode }) => mode & 0o7777,
    (error) => {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
      throw error;
    },
  );
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    (error) => {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
      throw error;
    },
  );
}

/** A name for a path in one folder. */
function nameOf(path: string): string {
  return `${createHash('sha256').update(path).digest('hex').slice(0, 16)}-${basename(path)}`;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
}
