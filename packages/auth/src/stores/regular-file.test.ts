import { link, mkdir, open, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { xSync } from 'tinyexec';
import { nodeFileOperations } from './file-operations.ts';
import { openEmptyFile, readRegularFile } from './regular-file.ts';
import { newFolder } from './testing/folder.ts';
import { untrustedEntries } from './testing/untrusted-entries.ts';

const LIMIT = 1024;
const read = (path: string) => readRegularFile(nodeFileOperations, path, LIMIT);
const newPath = async () => join(await newFolder(), 'file');

describe('readRegularFile', () => {
  test.each([0, 1, LIMIT])('reads a file of %i bytes', async (size) => {
    const path = await newPath();
    await writeFile(path, 'x'.repeat(size));
    expect(await read(path)).toEqual({ bytes: Buffer.from('x'.repeat(size)) });
  });

  test('reads a file with a second hard link, as during its quarantine', async () => {
    const path = await newPath();
    await writeFile(`${path}.original`, 'x');
    await link(`${path}.original`, path);
    expect(await read(path)).toEqual({ bytes: Buffer.from('x') });
  });

  test.each(untrustedEntries)('rejects $name', async ({ refused, put }) => {
    const path = await newPath();
    await put(path);
    expect(await read(path)).toEqual({ refused });
  });

  test('rejects a socket', async () => {
    const path = await newPath();
    const server = createServer().listen(path);
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await read(path)).toEqual({ refused: 'not-a-file' });
    await new Promise((resolve) => server.close(resolve));
  });

  test('stops at the limit if a file grows while it is read', async () => {
    const path = await newPath();
    await writeFile(path, 'x');
    const files = {
      ...nodeFileOperations,
      async open(...args: Parameters<typeof open>) {
        const handle = await open(...args);
        const stat = handle.stat.bind(handle);
        handle.stat = (async () => {
          const before = await stat();
          await truncate(path, 2 * 1024 * 1024 * 1024);
          return before;
        }) as typeof handle.stat;
        return handle;
      },
    };
    expect(await readRegularFile(files, path, LIMIT)).toEqual({ refused: 'too-large' });
  });

  test('fails with ENOENT if the file is missing', async () => {
    await expect(read(await newPath())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('openEmptyFile', () => {
  test('opens an empty file for writing', async () => {
    const path = await newPath();
    await writeFile(path, '');
    const handle = await openEmptyFile(nodeFileOperations, path);
    await handle?.writeFile('written');
    await handle?.close();
    expect(await readFile(path, 'utf8')).toBe('written');
  });

  test('writes nothing through a symlink, a hard link, a FIFO or a folder, and does not block', async () => {
    const target = await newPath();
    await writeFile(target, '');
    const creators: ((path: string) => unknown)[] = [
      (path) => symlink(target, path),
      (path) => link(target, path),
      (path) => void xSync('mkfifo', [path], { throwOnError: true }),
      (path) => mkdir(path),
      (path) => writeFile(path, 'there before'),
      () => undefined,
    ];
    for (const put of creators) {
      const path = await newPath();
      await put(path);
      const opened = await openEmptyFile(nodeFileOperations, path).catch((error) => error.code);
      expect([undefined, 'EISDIR']).toContain(opened);
    }
  });
});
