import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory, treeOf } from '../testing/directories.ts';
import { systemError } from '../testing/file-systems.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { preflight } from './preflight.ts';

async function root(...entries: string[]): Promise<string> {
  const directory = await temporaryDirectory();
  for (const entry of entries) {
    if (entry.endsWith('/')) await mkdir(join(directory, entry), { recursive: true });
    else await writeFile(join(directory, entry), '');
  }
  return directory;
}

describe('a target that can be written to', () => {
  test('is absent, also if its parents are missing', async () => {
    const at = await root();
    expect(await preflight(join(at, 'a/b/new'))).toEqual({
      path: join(at, 'a/b/new'),
      entries: undefined,
      missingParents: [join(at, 'a'), join(at, 'a/b')],
    });
  });

  test('is an empty directory', async () => {
    const at = await root('empty/');
    const path = join(at, 'empty');
    expect(await preflight(path)).toEqual({ path, entries: [], missingParents: [] });
  });

  test('is a directory that contains only .git', async () => {
    const at = await root('clone/.git/');
    expect(await preflight(join(at, 'clone'))).toMatchObject({ entries: ['.git'] });
  });

  test.each(['.DS_Store', 'Thumbs.db', 'desktop.ini'])(
    'is a directory in which a file manager left %s',
    async (leftover) => {
      const at = await root('opened/', `opened/${leftover}`);
      expect(await preflight(join(at, 'opened'))).toMatchObject({ entries: [leftover] });
    },
  );

  test('is an empty directory behind a link, with the name of the link', async () => {
    const at = await root('empty/');
    await symlink(join(at, 'empty'), join(at, 'link'));
    expect(await preflight(join(at, 'link'))).toMatchObject({ path: join(at, 'empty'), entries: [] });
  });

  test('is in a directory behind a link', async () => {
    const at = await root('real/');
    await symlink(join(at, 'real'), join(at, 'link'));
    expect(await preflight(join(at, 'link/new'))).toMatchObject({ entries: undefined, missingParents: [] });
  });
});

describe('a target that cannot be written to', () => {
  test('is not empty, and the error names the first five entries', async () => {
    const at = await root('full/', 'full/g', 'full/f', 'full/e', 'full/d', 'full/c', 'full/.b', 'full/.git/');
    await expect(preflight(join(at, 'full'))).rejects.toMatchObject({
      code: 'target-not-empty',
      message: `${join(at, 'full')} is not empty (it contains .b, c, d, e, f and 1 more); choose a new directory, or empty this one first.`,
    });
  });

  test.each([
    ['a file', ['new'], 'new', 'target-not-directory', 'is a file; remove it'],
    ['below a file', ['file'], 'file/new', 'parent-not-directory', 'file is a file, not a directory'],
    ['far below a file', ['file'], 'file/a/b/new', 'parent-not-directory', 'file is a file, not a directory'],
    ['the same name in another case', ['NEW/'], 'new', 'target-case-collision', 'NEW exists'],
    ['below the same name in another case', ['Deep/'], 'deep/new', 'target-case-collision', 'Deep exists'],
  ])('is %s', async (_, entries, path, code, message) => {
    const at = await root(...entries);
    const before = await treeOf(at);
    await expect(preflight(join(at, path))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(await treeOf(at)).toEqual(before);
  });

  test('is a broken link', async () => {
    const at = await root();
    await symlink(join(at, 'gone'), join(at, 'link'));
    await expect(preflight(join(at, 'link'))).rejects.toMatchObject({
      code: 'target-not-directory',
      message: expect.stringContaining('is a broken link'),
    });
  });

  test('has a name that no file system accepts', async () => {
    await expect(preflight(join(await root(), 'x'.repeat(300)))).rejects.toMatchObject({
      code: 'name-too-long',
    });
  });

  // Root can write everywhere, so the tests of the command repeat this as another user.
  test.each([
    ['EACCES', 'not-writable', 'permission denied'],
    ['EROFS', 'read-only', 'read-only file system'],
  ])('is where the system returns %s', async (system, code, message) => {
    const fs: FileSystem = { ...nodeFileSystem, access: () => Promise.reject(systemError(system)) };
    const at = await root('empty/');
    for (const path of ['new', 'empty']) {
      await expect(preflight(join(at, path), fs)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    }
  });
});
