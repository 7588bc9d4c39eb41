import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey } from './seal-key.ts';
import { sealedFileStore, sealedFileStoreOn } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';
import { watchedFiles } from './testing/watched-files.ts';

const key = generateSealKey();
const [ada, grace] = [accountOf('ada'), accountOf('grace')];

/** Takes over the lock, as another process does from a holder that it considers dead. */
const takeAway = (directory: string, lock: RegExp) =>
  readdir(directory).then((names) =>
    Promise.all(
      names.filter((name) => lock.test(name)).map((name) => rm(join(directory, name), { recursive: true })),
    ),
  );

describe('a process that lost its lock because it was stopped for too long', () => {
  test.each(['read', 'open', 'write', 'sync', 'rename'])(
    'before its %s does not revert later writes, and then completes its write',
    async (stoppedBefore) => {
      const directory = await newFolder();
      await sealedFileStore({ directory, key }).put(ada);
      let stopped = 0;
      const files = watchedFiles(async (operation, path) => {
        const holding = path.includes('accounts.lock/') || operation === 'read';
        if (operation !== stoppedBefore || !holding || stopped > 0) return;
        stopped += 1;
        await takeAway(directory, /^accounts\.lock$/);
        await sealedFileStore({ directory, key }).delete(ada.id);
      });
      const store = sealedFileStoreOn(files, { directory, key });
      await store.put(grace);
      expect(stopped).toBe(1);
      expect(await store.list()).toEqual([grace]);
      expect(await readdir(directory)).toEqual(['accounts.sealed']);
    },
  );

  test.each([
    ['put', (store: ReturnType<typeof sealedFileStore>) => store.put(ada)],
    ['delete', (store: ReturnType<typeof sealedFileStore>) => store.delete(grace.id)],
  ])('of an account does not %s its result', async (_, write) => {
    const directory = await newFolder();
    const store = sealedFileStore({ directory, key });
    await store.put(grace);
    const before = await readFile(join(directory, 'accounts.sealed'));
    const late = store.exclusively(ada.id, async () => {
      await takeAway(directory, /^account-/);
      await write(store);
    });
    await expect(late).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('Another process took over'),
    });
    expect(await readFile(join(directory, 'accounts.sealed'))).toEqual(before);
    await store.put(ada);
    expect(await store.list()).toEqual([grace, ada]);
  });
});

test('a write that exclusive work started can still complete after the work ends', async () => {
  const directory = await newFolder();
  const store = sealedFileStore({ directory, key });
  let later: () => Promise<void> = async () => {};
  const afterwards = new Promise<void>((resolve, reject) => {
    later = () => store.put(ada).then(resolve, reject);
  });
  let go = () => {};
  await store.exclusively(ada.id, async () => {
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    void gate.then(() => later());
  });
  go();
  await afterwards;
  expect(await store.list()).toEqual([ada]);
});
