import { lstat, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

const made: string[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
});

/** A new directory, removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'scaffold-')));
  made.push(directory);
  return directory;
}

/** All entries in a directory: a path to a file's text, or to null for a directory. */
export async function treeOf(directory: string): Promise<Record<string, string | null>> {
  const paths = (await readdir(directory, { recursive: true })).sort();
  const entries = paths.map(async (path) => {
    const absolute = join(directory, path);
    const isFile = (await lstat(absolute)).isFile();
    return [path, isFile ? await readFile(absolute, 'utf8') : null] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
