import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey } from './seal-key.ts';
import { sealedFileStore } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';

const [key, otherKey, thirdKey] = [generateSealKey(), generateSealKey(), generateSealKey()];
const ada = accountOf('ada');
const failsWith = (code: string) => ({ code, name: 'AuthError' });

async function lockedStore() {
  const directory = await newFolder();
  await sealedFileStore({ directory, key }).put(ada);
  return { directory, file: join(directory, 'accounts.sealed'), store: sealedFileStore({ directory }) };
}

describe('a sealed file store without a key', () => {
  test('is locked, and every method reports that', async () => {
    const { store } = await lockedStore();
    expect(store.seal.locked).toBe(true);
    let worked = false;
    const calls = [
      store.list(),
      store.get(ada.id),
      store.put(ada),
      store.delete(ada.id),
      store.exclusively(ada.id, async () => (worked = true)),
      store.seal.rotate(otherKey),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject(failsWith('store-locked'));
    expect(worked).toBe(false);
  });

  test('opens with the key the file is sealed with', async () => {
    const { store } = await lockedStore();
    expect(await store.seal.unlock([key])).toEqual({ used: 0 });
    expect(store.seal.locked).toBe(false);
    expect(await store.list()).toEqual([ada]);
    expect(await store.seal.unlock([key])).toEqual({ used: 0 });
  });

  test('finds the key at any position among several, and quarantines nothing', async () => {
    const { directory, store } = await lockedStore();
    expect(await store.seal.unlock([otherKey, thirdKey, key])).toEqual({ used: 2 });
    expect(await store.list()).toEqual([ada]);
    expect(await readdir(directory)).toEqual(['accounts.sealed']);
  });

  test('opens with the first of several keys if there is no file, and creates no file', async () => {
    const directory = await newFolder();
    const store = sealedFileStore({ directory });
    expect(await store.seal.unlock([key, otherKey])).toEqual({ used: 0 });
    expect(await readdir(directory)).toEqual([]);
    await store.put(ada);
    expect(await sealedFileStore({ directory, key }).list()).toEqual([ada]);
  });

  test('rejects an invalid or missing key, and stays locked', async () => {
    const { store, file } = await lockedStore();
    const before = await readFile(file);
    for (const keys of [[], [''], [`${key}=`], [key, 'short']]) {
      await expect(store.seal.unlock(keys)).rejects.toMatchObject(failsWith('store-key-invalid'));
    }
    expect(store.seal.locked).toBe(true);
    expect(await readFile(file)).toEqual(before);
  });
});

describe('an open sealed file store', () => {
  test('that is created with a key needs no unlocking', async () => {
    const { directory } = await lockedStore();
    const store = sealedFileStore({ directory, key });
    expect(store.seal.locked).toBe(false);
    expect(await store.list()).toEqual([ada]);
  });

  test('cannot be created with an invalid key', () => {
    expect(() => sealedFileStore({ directory: '/nowhere', key: 'short' })).toThrow(
      expect.objectContaining(failsWith('store-key-invalid')),
    );
  });

  test('rejects another key while its own decrypts the file, and continues', async () => {
    const { store, file } = await lockedStore();
    await store.seal.unlock([key]);
    const before = await readFile(file);
    await expect(store.seal.unlock([otherKey])).rejects.toMatchObject(failsWith('store-key-invalid'));
    expect(await readFile(file)).toEqual(before);
    expect(await store.list()).toEqual([ada]);
  });

  test('accepts another key while there is no file', async () => {
    const directory = await newFolder();
    const store = sealedFileStore({ directory, key });
    expect(await store.seal.unlock([otherKey])).toEqual({ used: 0 });
    await store.put(ada);
    expect(await sealedFileStore({ directory, key: otherKey }).list()).toEqual([ada]);
  });

  test('continues empty when its file is removed', async () => {
    const { store, file } = await lockedStore();
    await store.seal.unlock([key]);
    await unlink(file);
    expect(await store.list()).toEqual([]);
    expect(store.seal.lastQuarantined).toBeUndefined();
  });
});

test('no error of a store contains a key or a token', async () => {
  const { store, file } = await lockedStore();
  await writeFile(file, (await readFile(file, 'utf8')).replace('"nonce"', '"NONCE"'));
  const errors = await Promise.all(
    [() => store.seal.unlock([`${key}x`]), () => store.put(ada), () => store.seal.unlock([])].map((call) =>
      call().then(
        () => undefined,
        (error) => error,
      ),
    ),
  );
  for (const error of errors) {
    const told = `${error.stack} ${error.cause} ${JSON.stringify(error)}`;
    expect(told).not.toContain(key.slice(0, 12));
    expect(told).not.toContain('token-of-ada');
  }
});
