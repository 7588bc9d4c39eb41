import { existsSync } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFileOperations } from './file-operations.ts';
import { generateSealKey } from './seal-key.ts';
import { sealedFileStore, sealedFileStoreOn } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';
import { systemError, watchedFiles } from './testing/watched-files.ts';

const key = generateSealKey();
const ada = accountOf('ada');
const renewed = accountOf('ada', { accessToken: 'renewed' });

async function folderWithAda() {
  const directory = await newFolder();
  await sealedFileStore({ directory, key }).put(ada);
  return directory;
}

describe('a disk that fails', () => {
  test('at any step of a write results in store-failed or success, with the old or the new account and no leftovers', async () => {
    const outcomes: string[] = [];
    for (let step = 1, fired = true; fired; step += 1) {
      const directory = await folderWithAda();
      let left = step;
      let failing = 'nothing';
      const files = watchedFiles((operation) => {
        left -= 1;
        if (left !== 0) return;
        failing = operation;
        throw systemError('ENOSPC');
      });
      const store = sealedFileStoreOn(files, { directory, key });
      const ending = await store.put(renewed).then(
        () => 'written',
        (error) => error.code,
      );
      fired = left <= 0;
      left = 0;
      const token = (await sealedFileStore({ directory, key }).get(ada.id))?.accessToken;
      outcomes.push(`${failing} fails: ${ending}, ${token === 'renewed' ? 'new' : 'old'}`);
      expect([ada.accessToken, 'renewed']).toContain(token);
      if (ending === 'written') expect(token).toBe('renewed');
      const litter = (await readdir(directory, { recursive: true })).filter(
        (name) => name !== 'accounts.sealed',
      );
      expect([step, litter.filter((name) => name !== 'accounts.lock')]).toEqual([step, []]);
      await store.put(renewed);
      expect((await store.get(ada.id))?.accessToken).toBe('renewed');
    }
    expect(outcomes).toContain('write fails: store-failed, old');
    expect(outcomes).toContain('rename fails: store-failed, old');
    expect(outcomes).toContain('sync fails: store-failed, new');
    expect(outcomes).toContain('nothing fails: written, new');
  });

  test.each([
    ['ENOSPC', 'The disk that keeps the accounts is full.'],
    ['EDQUOT', 'The disk that keeps the accounts is full.'],
    ['EROFS', 'The disk that keeps the accounts is read-only.'],
    ['EACCES', 'The extension is not allowed to use the folder that keeps the accounts.'],
    ['EIO', 'The disk that keeps the accounts reports a fault.'],
    ['EMFILE', 'The accounts could not be read from or written to the disk.'],
  ])('with %s says: %s', async (code, message) => {
    const directory = await folderWithAda();
    const files = watchedFiles((operation) => {
      if (operation === 'mkdir') throw systemError(code);
    });
    const store = sealedFileStoreOn(files, { directory, key });
    const failure = { code: 'store-failed', message, cause: expect.objectContaining({ code }) };
    await expect(store.put(renewed)).rejects.toMatchObject(failure);
    await expect(store.exclusively(ada.id, async () => undefined)).rejects.toMatchObject(failure);
    expect(await store.list()).toEqual([ada]);
  });

  test('while reading results in store-failed, and the file is not considered damaged', async () => {
    const directory = await folderWithAda();
    let broken = true;
    const files = watchedFiles((operation) => {
      if (broken && operation === 'read') throw systemError('EIO');
    });
    const store = sealedFileStoreOn(files, { directory });
    for (const call of [store.seal.unlock([key]), store.seal.unlock([generateSealKey()])]) {
      await expect(call).rejects.toMatchObject({ code: 'store-failed' });
    }
    broken = false;
    await store.seal.unlock([key]);
    expect(await store.list()).toEqual([ada]);
    expect(await readdir(directory)).toEqual(['accounts.sealed']);
  });

  test('does not remove a damaged file', async () => {
    const directory = await newFolder();
    const file = join(directory, 'accounts.sealed');
    await writeFile(file, 'spoiled');
    const files = watchedFiles((operation) => {
      if (operation === 'write') throw systemError('ENOSPC');
    });
    const failing = sealedFileStoreOn(files, { directory });
    await expect(failing.seal.unlock([key])).rejects.toMatchObject({ code: 'store-failed' });
    expect(failing.seal.locked).toBe(true);
    expect(await readFile(file, 'utf8')).toBe('spoiled');
    const name = 'accounts.sealed.tampered.1';
    const quarantined = { reason: 'tampered', name };
    expect(await sealedFileStore({ directory }).seal.unlock([key])).toEqual({ used: 0, quarantined });
    expect(await readFile(join(directory, name), 'utf8')).toBe('spoiled');
    expect((await readdir(directory)).sort()).toEqual(['accounts.sealed', name]);
  });

  test('with a file instead of the folder is reported as well', async () => {
    const directory = join(await newFolder(), 'file');
    await writeFile(directory, 'not a folder');
    const store = sealedFileStore({ directory, key });
    await expect(store.list()).rejects.toMatchObject({ code: 'store-failed' });
    await expect(store.put(ada)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

test('a write is synced before the file is renamed, and the rename is synced before the write completes', async () => {
  const directory = await folderWithAda();
  const steps: string[] = [];
  const files = watchedFiles((operation, path) => {
    const of = path === directory ? 'the folder' : path.includes('accounts.lock/') ? 'the new file' : 'other';
    if (['write', 'sync', 'rename'].includes(operation) && of !== 'other') steps.push(`${operation} ${of}`);
  });
  await sealedFileStoreOn(files, { directory, key }).put(renewed);
  expect(steps).toEqual([
    'write the new file',
    'sync the new file',
    'rename the new file',
    'sync the folder',
  ]);
});

// full(4): every write to this device fails with ENOSPC. Without the device, the error is simulated.
test('a disk that the operating system reports as full keeps the accounts unchanged', async () => {
  const directory = await folderWithAda();
  const toFullDisk = async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    if (!String(args[0]).includes('accounts.lock/')) return handle;
    const full = await openFullDisk();
    handle.writeFile = (...content) => full.writeFile(...content).finally(() => full.close());
    return handle;
  };
  const store = sealedFileStoreOn({ ...nodeFileOperations, open: toFullDisk }, { directory, key });
  const full = { code: 'store-failed', message: 'The disk that keeps the accounts is full.' };
  await expect(store.put(renewed)).rejects.toMatchObject(full);
  await expect(store.seal.rotate(generateSealKey())).rejects.toMatchObject(full);
  expect(await store.list()).toEqual([ada]);
  expect(await readdir(directory)).toEqual(['accounts.sealed']);
});

async function openFullDisk(): ReturnType<typeof open> {
  if (existsSync('/dev/full')) return open('/dev/full', 'w');
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}
