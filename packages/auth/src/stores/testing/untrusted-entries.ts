import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { xSync } from 'tinyexec';

/** Entries with which another program can replace a file on a shared volume. */
export interface UntrustedEntry {
  readonly name: string;
  readonly refused: 'not-a-file' | 'too-large';
  put(path: string): Promise<void>;
}

const GIGABYTE = 1024 ** 3;

export const untrustedEntries: readonly UntrustedEntry[] = [
  {
    name: 'a FIFO without a writer',
    refused: 'not-a-file',
    put: async (path) => void xSync('mkfifo', [path], { throwOnError: true }),
  },
  {
    name: 'a link to a device that never ends',
    refused: 'not-a-file',
    put: (path) => symlink('/dev/zero', path),
  },
  {
    name: 'a link to a file',
    refused: 'not-a-file',
    async put(path) {
      await writeFile(`${path}.target`, 'kept');
      await symlink(`${path}.target`, path);
    },
  },
  { name: 'a link to nothing', refused: 'not-a-file', put: (path) => symlink(`${path}.nowhere`, path) },
  { name: 'a link to itself', refused: 'not-a-file', put: (path) => symlink(path, path) },
  {
    name: 'a folder that is not empty',
    refused: 'not-a-file',
    async put(path) {
      await mkdir(path);
      await writeFile(join(path, 'file'), '');
    },
  },
  {
    name: 'a sparse file of 2 GB',
    refused: 'too-large',
    async put(path) {
      await writeFile(path, '');
      await truncate(path, 2 * GIGABYTE);
    },
  },
];
