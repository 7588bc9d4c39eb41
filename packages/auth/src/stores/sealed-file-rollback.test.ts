import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey } from './seal-key.ts';
import { sealedFileStore, sealedFileStoreOn } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';
import { systemError, watchedFiles } from './testing/watched-files.ts';

const [key, nextKey] = [generateSealKey(), generateSealKey()];
const [ada, grace] = [accountOf('ada'), accountOf('grace')];
const rolledBack = { reason: 'rolled-back', name: 'accounts.sealed.rolled-back.1' };

/** A folder in which Ada signed in and out, a copy made between the two, and the write number that the page knows. */
async function signedOut() {
  const directory = await newFolder();
  const file = join(directory, 'accounts.sealed');
  const store = sealedFileStore({ directory, key });
  await store.put(ada);
  const copy = await readFile(file);
  const toldThen = store.seal.generation ?? 0;
  await store.delete(ada.id);
  return { directory, file, store, copy, toldThen, told: store.seal.generation ?? 0 };
}

describe('an older copy of the accounts', () => {
  test('is quarantined when unlocked by a caller who knows of a later write', async () => {
    const { directory, file, copy, told } = await signedOut();
    await writeFile(file, copy);
    const store = sealedFileStore({ directory });
    expect(await store.seal.unlock([key], told)).toEqual({ used: 0, quarantined: rolledBack });
    expect(await store.list()).toEqual([]);
    expect(await readFile(join(directory, rolledBack.name))).toEqual(copy);
  });

  test.each([
    ['list', (store: ReturnType<typeof sealedFileStore>) => store.list()],
    ['put', (store: ReturnType<typeof sealedFileStore>) => store.put(grace)],
    ['a change of key', (store: ReturnType<typeof sealedFileStore>) => store.seal.rotate(nextKey)],
  ])('is quarantined under an open store by its next %s', async (_what, operation) => {
    const { file, store, copy } = await signedOut();
    await writeFile(file, copy);
    await operation(store);
    expect(await store.get(ada.id)).toBeUndefined();
    expect(store.seal.lastQuarantined).toEqual(rolledBack);
  });

  test('is quarantined by a store that only read the writes of another', async () => {
    const { directory, file, copy } = await signedOut();
    const reader = sealedFileStore({ directory, key });
    await reader.list();
    await writeFile(file, copy);
    expect(await reader.list()).toEqual([]);
    expect(reader.seal.lastQuarantined).toEqual(rolledBack);
  });

  test('is quarantined during a change of key, when the page sends both keys', async () => {
    const { directory, file, store, copy } = await signedOut();
    await store.seal.rotate(nextKey);
    await writeFile(file, copy);
    const unlocked = sealedFileStore({ directory }).seal.unlock([key, nextKey], store.seal.generation);
    expect(await unlocked).toEqual({ used: 0, quarantined: rolledBack });
  });

  test('is unlocked by a caller who knows of no later write', async () => {
    const { directory, file, copy, toldThen } = await signedOut();
    for (const newest of [undefined, 0, toldThen]) {
      await writeFile(file, copy);
      const store = sealedFileStore({ directory });
      expect(await store.seal.unlock([key], newest)).toEqual({ used: 0 });
      expect(await store.list()).toEqual([ada]);
    }
  });

  test('is not checked against an invalid write number, which is rejected without changes', async () => {
    const { directory, file } = await signedOut();
    const before = await readFile(file);
    for (const newest of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '7' as unknown as number]) {
      const store = sealedFileStore({ directory });
      await expect(store.seal.unlock([key], newest)).rejects.toMatchObject({ code: 'request-invalid' });
      expect(store.seal.locked).toBe(true);
    }
    expect(await readFile(file)).toEqual(before);
  });
});

describe('no older copy is', () => {
  test('a file that is newer than the caller knows, as after a crash', async () => {
    const { directory, toldThen } = await signedOut();
    expect(await sealedFileStore({ directory }).seal.unlock([key], toldThen)).toEqual({ used: 0 });
  });

  test('a file that several stores write to and read at the same time', async () => {
    const directory = await newFolder();
    const stores = Array.from({ length: 4 }, () => sealedFileStore({ directory, key }));
    const work = stores.map(async (store, index) => {
      for (let count = 0; count < 15; count += 1) {
        await Promise.all([store.put(accountOf(`${index}-${count}`)), store.list(), store.list()]);
      }
    });
    await Promise.all(work);
    for (const { seal } of stores) expect(seal.lastQuarantined).toBeUndefined();
    const newest = Math.max(...stores.map(({ seal }) => seal.generation ?? 0));
    expect(await sealedFileStore({ directory }).seal.unlock([key], newest)).toEqual({ used: 0 });
  });

  test.each([
    ['removed', (file: string) => unlink(file)],
    ['damaged', (file: string) => writeFile(file, 'damaged')],
  ])(
    'the file that one store starts after it was %s, although another store reported more writes',
    async (_what, spoil) => {
      const { directory, file, store } = await signedOut();
      const other = sealedFileStore({ directory, key });
      await other.list();
      for (let count = 0; count < 10; count += 1) await store.put(accountOf(`person-${count}`));
      await spoil(file);
      await other.put(grace);
      expect(await sealedFileStore({ directory }).seal.unlock([key], store.seal.generation)).toEqual({
        used: 0,
      });
    },
  );

  test('the file after a change of key', async () => {
    const { directory, store } = await signedOut();
    await store.seal.rotate(nextKey);
    const unlocked = sealedFileStore({ directory }).seal.unlock([nextKey], store.seal.generation);
    expect(await unlocked).toEqual({ used: 0 });
  });
});

test('a write is reported only when it would survive a power failure', async () => {
  const directory = await newFolder();
  let broken = false;
  const files = watchedFiles((operation, path) => {
    if (broken && operation === 'sync' && path === directory) throw systemError('EIO');
  });
  const store = sealedFileStoreOn(files, { directory, key });
  await store.put(ada);
  const told = store.seal.generation;
  broken = true;
  await expect(store.put(grace)).rejects.toMatchObject({ code: 'store-failed' });
  expect(await store.list()).toEqual([ada, grace]);
  expect(store.seal.generation).toBe(told);
  const another = sealedFileStoreOn(files, { directory });
  await expect(another.seal.unlock([key])).rejects.toMatchObject({ code: 'store-failed' });
  broken = false;
  await another.seal.unlock([key]);
  expect(another.seal.generation).toBeGreaterThan(told ?? 0);
});
