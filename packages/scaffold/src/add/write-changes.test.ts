import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory, treeOf } from '../testing/directories.ts';
import { readRepository } from './reading/repository.ts';
import type { FileChanges } from './remove.ts';
import { writeChanges } from './write-changes.ts';

async function repository() {
  const root = await temporaryDirectory();
  await mkdir(join(root, 'a'));
  await mkdir(join(root, 'only'));
  await writeFile(join(root, 'a/run.sh'), 'one\n');
  await chmod(join(root, 'a/run.sh'), 0o755);
  await writeFile(join(root, 'only/one.txt'), 'x');
  const files = readRepository(root);
  for (const path of files.paths) files.read(path);
  return { root, files };
}

const changes: FileChanges = new Map<string, string | Uint8Array | null>([
  ['a/run.sh', 'two\n'],
  ['new/folder/b.bin', new Uint8Array([255])],
  ['only/one.txt', null],
]);

describe('changes of a repository', () => {
  test('are written with the modes of the files, and without empty folders', async () => {
    const { root, files } = await repository();
    await writeChanges(root, files, changes);
    expect(Object.keys(await treeOf(root))).toEqual([
      'a',
      'a/run.sh',
      'new',
      'new/folder',
      'new/folder/b.bin',
    ]);
    expect((await stat(join(root, 'a/run.sh'))).mode & 0o777).toBe(0o755);
  });

  test('are not written if another program has changed a file', async () => {
    const { root, files } = await repository();
    await writeFile(join(root, 'only/one.txt'), 'theirs');
    const before = await treeOf(root);
    await expect(writeChanges(root, files, changes)).rejects.toThrow(
      'only/one.txt was changed by another program',
    );
    expect(await treeOf(root)).toEqual(before);
  });

  test('are taken back if one of them fails', async () => {
    const { root, files } = await repository();
    const before = await treeOf(root);
    // A file in place of a folder.
    const failing = new Map([...changes, ['a/run.sh/below', 'x']]);
    await expect(writeChanges(root, files, failing)).rejects.toMatchObject({ code: 'parent-not-directory' });
    expect(await treeOf(root)).toEqual(before);
    expect((await readdir(root)).filter((name) => name.startsWith('.ddext'))).toEqual([]);
  });

  test('are taken back after a signal', async () => {
    const { root, files } = await repository();
    const before = await treeOf(root);
    await expect(writeChanges(root, files, changes, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await treeOf(root)).toEqual(before);
  });

  test.each([
    ['above the repository', '../outside.txt', 'it is outside of'],
    ['above it, through a folder', 'a/../../outside.txt', 'it is outside of'],
    ['in a linked folder', 'linked/new.txt', 'linked is a link.'],
    ['in place of a link', 'a/link.txt', 'a/link.txt is a link.'],
    ['in place of a link to nothing', 'a/dangling.txt', 'a/dangling.txt is a link.'],
  ])('are refused %s', async (_where, path, reason) => {
    const outside = await temporaryDirectory();
    await writeFile(join(outside, 'theirs.txt'), 'theirs');
    const { root, files } = await repository();
    await symlink(outside, join(root, 'linked'));
    await symlink(join(outside, 'theirs.txt'), join(root, 'a/link.txt'));
    await symlink(join(outside, 'gone.txt'), join(root, 'a/dangling.txt'));
    for (const content of ['mine', null]) {
      const all = new Map<string, string | null>([
        ['a/run.sh', 'two\n'],
        [path, content],
      ]);
      const written = writeChanges(root, files, all);
      await expect(written).rejects.toMatchObject({ code: 'addition-impossible' });
      await expect(written).rejects.toThrow(reason);
    }
    expect(await treeOf(outside)).toEqual({ 'theirs.txt': 'theirs' });
    expect((await treeOf(root))['a/run.sh']).toBe('one\n');
  });

  test('are not written over a file that is not text', async () => {
    const { root } = await repository();
    await writeFile(join(root, 'a/latin.md'), new Uint8Array([0xfc]));
    const text = new Map([['a/latin.md', 'mine']]);
    await expect(writeChanges(root, readRepository(root), text)).rejects.toMatchObject({
      code: 'file-changed',
    });
    await writeChanges(root, readRepository(root), new Map([['a/latin.md', new Uint8Array([1])]]));
  });
});
