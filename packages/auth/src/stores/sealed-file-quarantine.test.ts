import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey, sealKey } from './seal-key.ts';
import { sealPayload } from './sealed-envelope.ts';
import { sealedFileStore } from './sealed-file-store.ts';
import type { Quarantined } from './store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';

const key = generateSealKey();
const ada = accountOf('ada');
const grace = accountOf('grace');
const whole = sealPayload({ accounts: [ada] }, sealKey(key));
const tampered = Buffer.from(whole);
tampered.writeUInt8(tampered.readUInt8(whole.length - 20) ^ 1, whole.length - 20);

const spoiled: readonly (readonly [Quarantined['reason'], Buffer])[] = [
  ['truncated', whole.subarray(0, -40)],
  ['tampered', tampered],
  ['another-key', sealPayload({ accounts: [ada] }, sealKey(generateSealKey()))],
  ['newer-version', Buffer.from(whole.toString().replace('"version":1', '"version":2'))],
];

async function folderWith(bytes: Buffer) {
  const directory = await newFolder();
  await writeFile(join(directory, 'accounts.sealed'), bytes);
  return directory;
}

describe.each(spoiled)('a file that is %s', (reason, bytes) => {
  const name = `accounts.sealed.${reason}.1`;

  test('is quarantined unchanged when unlocking, and the store continues empty', async () => {
    const directory = await folderWith(bytes);
    const store = sealedFileStore({ directory });
    expect(await store.seal.unlock([key])).toEqual({ used: 0, quarantined: { reason, name } });
    expect(store.seal.lastQuarantined).toEqual({ reason, name });
    expect(await store.list()).toEqual([]);
    await store.put(grace);
    expect(await sealedFileStore({ directory, key }).list()).toEqual([grace]);
    expect(await readFile(join(directory, name))).toEqual(bytes);
    expect((await readdir(directory)).sort()).toEqual(['accounts.sealed', name]);
  });

  test('is quarantined by the first read of a store that is created with a key', async () => {
    const directory = await folderWith(bytes);
    const store = sealedFileStore({ directory, key });
    expect(await store.list()).toEqual([]);
    expect(store.seal.lastQuarantined).toEqual({ reason, name });
    expect(await readFile(join(directory, name))).toEqual(bytes);
  });

  test('is quarantined once by two stores at the same time', async () => {
    const directory = await folderWith(bytes);
    const stores = [sealedFileStore({ directory, key }), sealedFileStore({ directory, key })];
    await Promise.all(stores.map((store, index) => store.put(accountOf(`person-${index}`))));
    expect(await stores[0]?.list()).toHaveLength(2);
    expect((await readdir(directory)).sort()).toEqual(['accounts.sealed', name]);
  });

  test('does not overwrite one that was quarantined before', async () => {
    const directory = await folderWith(bytes);
    await writeFile(join(directory, name), 'kept from before');
    const store = sealedFileStore({ directory });
    const second = `accounts.sealed.${reason}.2`;
    expect(await store.seal.unlock([key])).toEqual({ used: 0, quarantined: { reason, name: second } });
    expect(await readFile(join(directory, name), 'utf8')).toBe('kept from before');
    expect(await readFile(join(directory, second))).toEqual(bytes);
  });
});

describe.each(spoiled.filter(([reason]) => reason !== 'another-key'))(
  'a file that becomes %s while the store is open',
  (reason, bytes) => {
    const name = `accounts.sealed.${reason}.1`;
    const operations = {
      list: (store: ReturnType<typeof sealedFileStore>) => store.list(),
      put: (store: ReturnType<typeof sealedFileStore>) => store.put(grace),
      delete: (store: ReturnType<typeof sealedFileStore>) => store.delete(ada.id),
    };

    test.each(Object.entries(operations))(
      'is quarantined by %s, and the store continues empty',
      async (_, operation) => {
        const directory = await newFolder();
        const store = sealedFileStore({ directory, key });
        await store.put(ada);
        await writeFile(join(directory, 'accounts.sealed'), bytes);
        await operation(store);
        expect(await store.get(ada.id)).toBeUndefined();
        expect(store.seal.lastQuarantined).toEqual({ reason, name });
        expect(await readFile(join(directory, name))).toEqual(bytes);
      },
    );
  },
);

test('a file truncated at any length is quarantined, and the store continues', async () => {
  const small = sealPayload({ accounts: [] }, sealKey(key));
  for (let length = 0; length < small.length; length += 1) {
    // Each has a folder of its own: the next free name is searched from 1.
    const directory = await folderWith(small.subarray(0, length));
    const store = sealedFileStore({ directory });
    const quarantined = { reason: 'truncated', name: 'accounts.sealed.truncated.1' };
    expect([length, await store.seal.unlock([key])]).toEqual([length, { used: 0, quarantined }]);
    expect(await store.list()).toEqual([]);
    expect((await readdir(directory)).sort()).toEqual(['accounts.sealed', quarantined.name]);
  }
});

test('a file with any byte changed is quarantined, and none of its accounts is used', async () => {
  for (let index = 0; index < whole.length; index += 1) {
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(index) ^ 0xff, index);
    const store = sealedFileStore({ directory: await folderWith(changed) });
    const { quarantined } = await store.seal.unlock([key]);
    expect([index, quarantined]).toEqual([index, expect.objectContaining({ name: expect.any(String) })]);
    expect(await store.list()).toEqual([]);
  }
});
