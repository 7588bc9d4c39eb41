import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey, sealKey } from './seal-key.ts';
import { openEnvelope, sealPayload } from './sealed-envelope.ts';
import { sealedFileStore, sealedFileStoreOn } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';
import { systemError, watchedFiles } from './testing/watched-files.ts';

const [oldKey, newKey] = [generateSealKey(), generateSealKey()];
const ada = accountOf('ada');
const locked = { code: 'store-locked' };
const invalid = { code: 'store-key-invalid' };

async function twoStores() {
  const directory = await newFolder();
  const here = sealedFileStore({ directory, key: oldKey });
  const there = sealedFileStore({ directory, key: oldKey });
  await here.put(ada);
  await there.list();
  return { directory, file: join(directory, 'accounts.sealed'), here, there };
}

describe('replacing the key', () => {
  test('keeps every account and everything else, sealed with the new key only', async () => {
    const { directory, file, here } = await twoStores();
    const generation = 2_000_000;
    await writeFile(file, sealPayload({ accounts: [ada], attempts: [1], generation }, sealKey(oldKey)));
    await here.seal.rotate(newKey);
    expect(await here.list()).toEqual([ada]);
    const bytes = await readFile(file);
    expect(openEnvelope(bytes, sealKey(newKey))).toEqual({
      payload: { accounts: [ada], attempts: [1], generation: generation + 1 },
    });
    expect(openEnvelope(bytes, sealKey(oldKey))).toEqual({ unreadable: 'another-key' });
    expect(await readdir(directory)).toEqual(['accounts.sealed']);
  });

  test('rejects an invalid key and changes nothing', async () => {
    const { file, here } = await twoStores();
    const before = await readFile(file);
    await expect(here.seal.rotate('short')).rejects.toMatchObject(invalid);
    expect(await readFile(file)).toEqual(before);
    expect(await here.list()).toEqual([ada]);
  });

  test('loses nothing that is written at the same time', async () => {
    const { here } = await twoStores();
    const names = Array.from({ length: 20 }, (_, index) => `person-${index}`);
    const rotating = names.flatMap((name, index) => [
      here.put(accountOf(name)),
      ...(index % 5 === 0 ? [here.seal.rotate(generateSealKey())] : []),
      here.list(),
    ]);
    await Promise.all(rotating);
    expect(await here.list()).toHaveLength(21);
    expect(here.seal.lastQuarantined).toBeUndefined();
  });
});

describe('another store that is open with the replaced key', () => {
  test.each([
    ['list', (store: ReturnType<typeof sealedFileStore>) => store.list()],
    ['put', (store: ReturnType<typeof sealedFileStore>) => store.put(accountOf('grace'))],
    ['delete', (store: ReturnType<typeof sealedFileStore>) => store.delete(ada.id)],
    ['rotate', (store: ReturnType<typeof sealedFileStore>) => store.seal.rotate(generateSealKey())],
  ])('locks itself at the next %s and does not change the file', async (_, operation) => {
    const { directory, file, here, there } = await twoStores();
    await here.seal.rotate(newKey);
    const before = await readFile(file);
    await expect(operation(there)).rejects.toMatchObject(locked);
    expect(there.seal.locked).toBe(true);
    await expect(there.get(ada.id)).rejects.toMatchObject(locked);
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(directory)).toEqual(['accounts.sealed']);
  });

  test('opens again with the new key', async () => {
    const { here, there } = await twoStores();
    await here.seal.rotate(newKey);
    await expect(there.list()).rejects.toMatchObject(locked);
    expect(await there.seal.unlock([oldKey, newKey])).toEqual({ used: 1 });
    expect(await there.list()).toEqual([ada]);
  });

  test.each(['before', 'after'])(
    'rejects the old key %s detecting the rotation, and quarantines nothing',
    async (when) => {
      const { directory, here, there } = await twoStores();
      await here.seal.rotate(newKey);
      if (when === 'after') await expect(there.list()).rejects.toMatchObject(locked);
      await expect(there.seal.unlock([oldKey])).rejects.toMatchObject(invalid);
      expect(there.seal.locked).toBe(true);
      expect(await here.list()).toEqual([ada]);
      expect(await readdir(directory)).toEqual(['accounts.sealed']);
    },
  );

  test('accepts the new key immediately, without having detected the rotation', async () => {
    const { here, there } = await twoStores();
    await here.seal.rotate(newKey);
    expect(await there.seal.unlock([newKey])).toEqual({ used: 0 });
    expect(await there.list()).toEqual([ada]);
  });
});

describe('replacing the key on a disk that fails at any one step', () => {
  test('keeps the file readable with the old or the new key, keeps the store open, and succeeds the second time', async () => {
    const endings: string[] = [];
    for (let step = 1; ; step += 1) {
      const directory = await newFolder();
      const file = join(directory, 'accounts.sealed');
      await sealedFileStore({ directory, key: oldKey }).put(ada);
      let count = 0;
      let armed = false;
      const files = watchedFiles(() => {
        count += armed ? 1 : 0;
        if (armed && count === step) throw systemError('EIO');
      });
      const store = sealedFileStoreOn(files, { directory, key: oldKey });
      await store.list();
      armed = true;
      const failed = await store.seal.rotate(newKey).then(
        () => false,
        (error) => error.code === 'store-failed',
      );
      const fired = count >= step;
      armed = false;
      const opened = [oldKey, newKey].map((key) => openEnvelope(readFileSync(file), sealKey(key)));
      endings.push(opened.map((found) => ('payload' in found ? 'opens' : found.unreadable)).join(' '));
      expect(await store.list()).toEqual([ada]);
      await store.seal.rotate(newKey);
      expect(await sealedFileStore({ directory, key: newKey }).list()).toEqual([ada]);
      if (!fired) {
        expect(failed).toBe(false);
        break;
      }
    }
    expect(new Set(endings)).toEqual(new Set(['opens another-key', 'another-key opens']));
  });
});
