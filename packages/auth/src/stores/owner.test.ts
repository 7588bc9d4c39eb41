import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { lockTiming } from './directory-lock.ts';
import { nodeFileOperations } from './file-operations.ts';
import { memoryOwner, ownerFile } from './owner.ts';
import { generateSealKey } from './seal-key.ts';
import type { Owner } from './store.ts';
import { newFolder } from './testing/folder.ts';
import { systemError, watchedFiles } from './testing/watched-files.ts';

let directory: string;
let path: string;
let reads: number;
const [key, other, next] = [generateSealKey(), generateSealKey(), generateSealKey()];

beforeEach(async () => {
  directory = await newFolder();
  path = join(directory, 'owner.json');
  reads = 0;
});

/** Creates the owner as in a new process, and counts how often it reads the file. */
function open(): Owner {
  const lstat = (async (...given: Parameters<typeof nodeFileOperations.lstat>) => {
    if (String(given[0]) === path) reads += 1;
    return nodeFileOperations.lstat(...given);
  }) as typeof nodeFileOperations.lstat;
  const open = (async (...given: Parameters<typeof nodeFileOperations.open>) => {
    if (String(given[0]) === path) reads += 1;
    return nodeFileOperations.open(...given);
  }) as typeof nodeFileOperations.open;
  return ownerFile({ ...nodeFileOperations, lstat, open }, directory, { ...lockTiming, longestWait: 15_000 });
}

const first = async () => 0;
const interrupted = async () => {
  throw new Error('interrupted');
};

describe.each([
  ['in a file', open],
  ['in memory', memoryOwner],
])('the owner of a backend %s', (_where, create) => {
  test('rule 50: is the first caller that presents a key, and no other is accepted', async () => {
    const owner = create();
    expect(await owner.unlock([key], first)).toBe(0);
    expect(await owner.unlock([other], first)).toBeUndefined();
    expect(await owner.unlock([other, key], async () => 1)).toBe(1);
    expect(await owner.unlock([], first)).toBeUndefined();
  });

  test('is one caller if many present a key at the same time', async () => {
    const owner = create();
    const keys = Array.from({ length: 20 }, generateSealKey);
    const results = await Promise.all(keys.map((each) => owner.unlock([each], first)));
    expect(results.filter((used) => used === 0)).toHaveLength(1);
  });

  test.each(['', 'short', `${key}=`, `${key} `, '/'.repeat(43)])(
    'does not accept a key like %j',
    async (malformed) => {
      const owner = create();
      await expect(owner.unlock([malformed], first)).rejects.toMatchObject({ code: 'store-key-invalid' });
      expect(await owner.unlock([key], first)).toBe(0);
    },
  );

  test('has only the new key after a rotation', async () => {
    const owner = create();
    await owner.unlock([key], first);
    await owner.rotate(next, async () => undefined);
    expect(await owner.unlock([key], first)).toBeUndefined();
    expect(await owner.unlock([next], first)).toBe(0);
  });

  test.each([
    ['the old', 0, key, next],
    ['the new', 1, next, key],
  ])('after an interrupted rotation has both keys, until %s one is used', async (_which, used, own, gone) => {
    const owner = create();
    await owner.unlock([key], first);
    await expect(owner.rotate(next, interrupted)).rejects.toThrow('interrupted');
    await expect(owner.unlock([key, next], interrupted)).rejects.toThrow('interrupted');
    expect(await owner.unlock([key, next], async () => used)).toBe(used);
    expect(await owner.unlock([gone], first)).toBeUndefined();
    expect(await owner.unlock([own], first)).toBe(0);
  });

  test('keeps its key through interrupted rotations in a row', async () => {
    const owner = create();
    await owner.unlock([key], first);
    for (let rotations = 0; rotations < 10; rotations++) {
      await expect(owner.rotate(next, interrupted)).rejects.toThrow('interrupted');
      expect(await owner.unlock([key], first)).toBe(0);
    }
  });
});

describe('the file of the owner', () => {
  test('survives the process, contains no key, and is readable by the backend only', async () => {
    await open().unlock([key], first);
    expect(await open().unlock([other], first)).toBeUndefined();
    expect(await open().unlock([key], first)).toBe(0);
    const content = await readFile(path, 'utf8');
    expect(JSON.parse(content)).toEqual({
      format: 'ddext-oauth/owner',
      version: 1,
      keys: [expect.stringMatching(/^[\w-]{43}$/)],
    });
    expect(content).not.toContain(key);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('is written by only one of several processes', async () => {
    const keys = Array.from({ length: 8 }, generateSealKey);
    const results = await Promise.all(keys.map((each) => open().unlock([each], first)));
    expect(results.filter((used) => used === 0)).toHaveLength(1);
  });

  test.each(['open', 'write', 'sync', 'rename'])(
    'is written again if the lock was lost before its %s, and the first owner stays',
    async (lostBefore) => {
      let losses = 0;
      const files = watchedFiles(async (operation, name) => {
        if (operation !== lostBefore || !name.includes('owner.lock/') || losses > 0) return;
        losses += 1;
        await rm(join(directory, 'owner.lock'), { recursive: true });
        expect(await open().unlock([other], first)).toBe(0);
      });
      const late = ownerFile(files, directory, { ...lockTiming, longestWait: 15_000 });
      expect(await late.unlock([key], first)).toBeUndefined();
      expect(losses).toBe(1);
      expect(await late.unlock([other], first)).toBe(0);
    },
  );

  test('rule 50: is read at most 20 times a minute for unknown keys, and not at all for the key of the owner', async () => {
    const owner = open();
    await owner.unlock([key], first);
    const each = await readsOf(() => owner.unlock([other], first));
    expect(each).toBeGreaterThan(0);
    const more = await readsOf(async () => {
      for (let tries = 0; tries < 200; tries++) expect(await owner.unlock([other], first)).toBeUndefined();
    });
    // The owner caused the first read.
    expect(more).toBe(18 * each);
    expect(await readsOf(() => owner.unlock([key], first))).toBe(0);
  });

  test('makes the next page the owner after it is deleted', async () => {
    const owner = open();
    await owner.unlock([key], first);
    await rm(path);
    expect(await owner.unlock([other], first)).toBe(0);
    expect(await open().unlock([key], first)).toBeUndefined();
  });

  const hash = 'A'.repeat(43);
  test.each([
    ['is empty', ''],
    ['is not JSON', '{'],
    ['is null', 'null'],
    ['has no keys', '{"format":"ddext-oauth/owner","version":1,"keys":[]}'],
    ['has another format', `{"format":"other","version":1,"keys":["${hash}"]}`],
    ['is of a later version', `{"format":"ddext-oauth/owner","version":2,"keys":["${hash}"]}`],
    ['has a malformed hash', '{"format":"ddext-oauth/owner","version":1,"keys":["A"]}'],
    ['has keys that are not a list', `{"format":"ddext-oauth/owner","version":1,"keys":"${hash}"}`],
    [
      'has its members in a prototype',
      `{"__proto__":{"format":"ddext-oauth/owner","version":1,"keys":["${hash}"]}}`,
    ],
    ['is too large', ' '.repeat(5000)],
  ])('rule 50: makes no page the owner if it %s', async (_how, content) => {
    await writeFile(path, content);
    const unlocking = open().unlock([key], first);
    await expect(unlocking).rejects.toMatchObject({
      code: 'store-failed',
      advice: expect.stringContaining('owner.json'),
    });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  test('rule 50: is read at most 20 times a minute for all keys if it is damaged', async () => {
    await writeFile(path, '{');
    const owner = open();
    const unlock = async (presented: string) => {
      const unlocking = owner.unlock([presented], first);
      await expect(unlocking).rejects.toMatchObject({ advice: expect.stringContaining('owner.json') });
    };
    const each = await readsOf(() => unlock(other));
    const more = await readsOf(async () => {
      for (let tries = 0; tries < 200; tries++) await unlock(tries % 2 === 0 ? other : key);
    });
    expect([each > 0, more]).toEqual([true, 19 * each]);
  });

  test('rule 50: is written to a full disk at most 20 times a minute', async () => {
    let locks = 0;
    const files = watchedFiles((operation, name) => {
      if (operation === 'mkdir') locks += 1;
      if (operation === 'write' && name.includes('owner.lock/')) throw systemError('ENOSPC');
    });
    const owner = ownerFile(files, directory, { ...lockTiming, longestWait: 15_000 });
    for (let tries = 0; tries < 100; tries++)
      await expect(owner.unlock([key], first)).rejects.toMatchObject({ code: 'store-failed' });
    expect(locks).toBe(20);
    expect(await open().unlock([other], first)).toBe(0);
  });

  test.each([
    ['a folder', () => mkdir(path)],
    ['a link', () => symlink('/etc/passwd', path)],
  ])('rule 50: makes no page the owner if %s replaces it', async (_what, spoil) => {
    await spoil();
    await expect(open().unlock([key], first)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

async function readsOf(work: () => Promise<unknown>): Promise<number> {
  const before = reads;
  await work();
  return reads - before;
}
