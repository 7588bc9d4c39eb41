import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
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
});
