import { link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { xSync } from 'tinyexec';
import { generateSealKey, sealedFileStore } from '../stores/index.ts';
import { folderNames } from '../stores/sealed-folder.ts';
import { accountOf } from '../stores/testing/account.ts';
import { newFolder } from '../stores/testing/folder.ts';
import { untrustedEntries } from '../stores/testing/untrusted-entries.ts';

const key = generateSealKey();
const ada = accountOf('ada');
const token = 'a'.repeat(32);
const MOST_MEMORY = 64 * 1024 * 1024;

describe('instead of the accounts file', () => {
  test.each(untrustedEntries)(
    '$name is quarantined and reported, and the store continues empty',
    async (entry) => {
      const directory = await newFolder();
      await entry.put(join(directory, folderNames.accounts));
      const store = sealedFileStore({ directory });
      const before = process.memoryUsage().rss;
      const quarantined = { reason: entry.refused, name: `accounts.sealed.${entry.refused}.1` };
      expect(await store.seal.unlock([key])).toEqual({ used: 0, quarantined });
      expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
      await store.put(ada);
      expect(await sealedFileStore({ directory, key }).list()).toEqual([ada]);
      expect(await lstat(join(directory, quarantined.name))).toBeTruthy();
    },
  );

  test.each(untrustedEntries)(
    '$name that appears while the store is open is quarantined by the next read',
    async (entry) => {
      const directory = await newFolder();
      const store = sealedFileStore({ directory, key });
      const path = join(directory, folderNames.accounts);
      await entry.put(path);
      expect(await store.list()).toEqual([]);
      expect(store.seal.lastQuarantined?.reason).toBe(entry.refused);
    },
  );

  test('a hard link to another file is quarantined, and that file is unchanged', async () => {
    const directory = await newFolder();
    const outside = join(await newFolder(), 'outside');
    await writeFile(outside, 'kept');
    await link(outside, join(directory, folderNames.accounts));
    const store = sealedFileStore({ directory, key });
    await store.put(ada);
    expect(store.seal.lastQuarantined?.reason).toBe('tampered');
    expect(await readFile(outside, 'utf8')).toBe('kept');
  });
});

describe('instead of a lock', () => {
  const locks = [folderNames.writeLock, folderNames.accountLock(ada.id)];
  const cases = locks.flatMap((lock) => untrustedEntries.map((entry) => ({ ...entry, lock })));

  test.each(cases)('$name is moved away, and accounts are written ($lock)', async ({ lock, put }) => {
    const directory = await newFolder();
    await put(join(directory, lock));
    const store = sealedFileStore({ directory, key });
    await store.exclusively(ada.id, () => store.put(ada));
    expect(await store.list()).toEqual([ada]);
    expect(await readdir(directory)).toContain(`${lock}.not-a-lock.1`);
  });

  test('a link to another folder is not followed, and no file in that folder is deleted', async () => {
    const [directory, outside] = [await newFolder(), await newFolder()];
    await writeFile(join(outside, token), 'kept');
    await symlink(outside, join(directory, folderNames.writeLock));
    await sealedFileStore({ directory, key }).put(ada);
    expect(await readFile(join(outside, token), 'utf8')).toBe('kept');
  });

  test.each([
    ['with a file that is not a holder', (lock: string) => writeFile(join(lock, 'notes'), '')],
    ['with a folder instead of a holder', (lock: string) => mkdir(join(lock, token))],
    [
      'with 2000 holders',
      (lock: string) =>
        Promise.all(
          Array.from({ length: 2000 }, (_, index) =>
            writeFile(join(lock, String(index).padStart(32, '0')), ''),
          ),
        ),
    ],
  ])('a folder %s is moved away', async (_what, fill) => {
    const directory = await newFolder();
    const lock = join(directory, folderNames.writeLock);
    await mkdir(lock);
    await fill(lock);
    await sealedFileStore({ directory, key }).put(ada);
    expect(await readdir(directory)).toEqual(
      expect.arrayContaining(['accounts.sealed', 'accounts.lock.not-a-lock.1']),
    );
  });

  test('a holder that is a FIFO or a link is taken over once it is silent, and its target is unchanged', async () => {
    for (const put of [
      (path: string, _target: string) => void xSync('mkfifo', [path], { throwOnError: true }),
      (path: string, target: string) => symlink(target, path),
      (path: string, target: string) => link(target, path),
    ]) {
      const directory = await newFolder();
      const target = join(await newFolder(), 'target');
      await writeFile(target, 'kept');
      await mkdir(join(directory, folderNames.writeLock));
      await put(join(directory, folderNames.writeLock, token), target);
      await sealedFileStore({ directory, key }).put(ada);
      expect(await readFile(target, 'utf8')).toBe('kept');
    }
  });
});

test('entries that only resemble crash leftovers are kept, and no target of a link is removed', async () => {
  const [directory, outside] = [await newFolder(), await newFolder()];
  await writeFile(join(outside, token), 'kept');
  await symlink(outside, join(directory, `accounts.lock.${token}`));
  xSync('mkfifo', [join(directory, `accounts.lock.${'b'.repeat(32)}`)], { throwOnError: true });
  const store = sealedFileStore({ directory, key });
  await store.put(ada);
  expect(await readFile(join(outside, token), 'utf8')).toBe('kept');
  expect(await readdir(directory)).toHaveLength(3);
});

test.each(untrustedEntries.filter(({ name }) => !name.includes('folder')))(
  'instead of the folder, $name is reported as store-failed immediately',
  async ({ put }) => {
    const directory = join(await newFolder(), 'data');
    await put(directory);
    const store = sealedFileStore({ directory, key });
    await expect(store.put(ada)).rejects.toMatchObject({ code: 'store-failed' });
  },
);

test('accounts that would exceed the readable file size are rejected, and existing accounts are kept', async () => {
  const directory = await newFolder();
  const store = sealedFileStore({ directory, key });
  await store.put(ada);
  const large = accountOf('grace', { idToken: 'x'.repeat(13 * 1024 * 1024) });
  await expect(store.put(large)).rejects.toMatchObject({
    code: 'store-failed',
    message: 'There is no room for more accounts.',
  });
  expect(await store.list()).toEqual([ada]);
  expect((await stat(join(directory, folderNames.accounts))).size).toBeLessThan(MOST_MEMORY);
});
