import { mkdir, readdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type LockTiming, lockTiming, takeLock } from './directory-lock.ts';
import { nodeFileOperations } from './file-operations.ts';
import { newFolder } from './testing/folder.ts';
import { systemError, watchedFiles } from './testing/watched-files.ts';

const quick: LockTiming = { beatEvery: 10, deadAfter: 30, pollFrom: 1, pollTo: 5, longestWait: 20_000 };
const newLock = async () => join(await newFolder(), 'test.lock');

const dead = 'dead'.repeat(8);
/** Creates the leftovers of a holder that was killed. */
async function deadHolder(path: string): Promise<void> {
  await mkdir(path);
  await writeFile(join(path, dead), '');
}

describe('a directory lock', () => {
  test('is a directory that contains its holder, and is removed when released', async () => {
    const path = await newLock();
    const hold = await takeLock(nodeFileOperations, path, quick);
    expect((await readdir(path)).map((name) => join(path, name))).toEqual([hold.file]);
    expect(await hold.lost()).toBe(false);
    await hold.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
    expect(await hold.lost()).toBe(false);
  });

  test('admits one of many at a time', async () => {
    const path = await newLock();
    let inside = 0;
    let most = 0;
    const enter = async () => {
      const hold = await takeLock(nodeFileOperations, path, { ...quick, deadAfter: 10_000 });
      inside += 1;
      most = Math.max(most, inside);
      await turn();
      inside -= 1;
      await hold.release();
    };
    await Promise.all(Array.from({ length: 30 }, enter));
    expect(most).toBe(1);
  });

  test('is not taken from a holder that shows liveness, for any duration', async () => {
    const path = await newLock();
    const hold = await takeLock(nodeFileOperations, path, { ...quick, beatEvery: 5 });
    const busy = takeLock(nodeFileOperations, path, { ...quick, deadAfter: 100, longestWait: 600 });
    await expect(busy).rejects.toMatchObject({ code: 'store-failed' });
    expect(await hold.lost()).toBe(false);
    await hold.release();
  });

  test('that is held for too long is an error with a remediation', async () => {
    const path = await newLock();
    await deadHolder(path);
    const impatient = { ...lockTiming, longestWait: 0 };
    await expect(takeLock(nodeFileOperations, path, impatient)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('Restart the extension'),
    });
    expect(await readdir(path)).toEqual([dead]);
  });

  test('of a dead holder is taken by one of many contenders at a time, in 30 rounds', async () => {
    for (let round = 0; round < 30; round += 1) {
      const path = await newLock();
      await deadHolder(path);
      let inside = 0;
      let most = 0;
      const enter = async () => {
        const hold = await takeLock(nodeFileOperations, path, { ...quick, pollTo: 20 });
        inside += 1;
        most = Math.max(most, inside);
        await turn();
        const lost = await hold.lost();
        inside -= 1;
        await hold.release();
        return lost;
      };
      const lost = await Promise.all(Array.from({ length: 6 }, enter));
      expect([round, most, lost.includes(true)]).toEqual([round, 1, false]);
    }
  });

  test('cannot be taken from its new holder by a process that considered the old holder dead', async () => {
    const path = await newLock();
    await deadHolder(path);
    let winner: Awaited<ReturnType<typeof takeLock>> | undefined;
    const files = watchedFiles(async (operation, file) => {
      // The slow process has decided. At this moment the fast one takes over.
      if (operation !== 'unlink' || !file.endsWith(dead) || winner) return;
      winner = await takeLock(nodeFileOperations, path, quick);
    });
    const slow = takeLock(files, path, { ...quick, deadAfter: 60 });
    while (!winner) await turn();
    expect(await winner.lost()).toBe(false);
    expect(await readdir(path)).toEqual([winner.file.slice(path.length + 1)]);
    await winner.release();
    await (await slow).release();
  });

  test('is not considered held if its preparation was cleaned up', async () => {
    const path = await newLock();
    let tidied = 0;
    const files = watchedFiles(async (operation, file) => {
      if (operation !== 'rename' || tidied > 0) return;
      tidied += 1;
      await unlink(join(file, file.slice(-32)));
    });
    const hold = await takeLock(files, path, quick);
    expect([tidied, await hold.lost()]).toEqual([1, false]);
    expect((await stat(hold.file)).isFile()).toBe(true);
    await hold.release();
  });

  test('that was lost reports this to its holder, whose release then does not affect the new holder', async () => {
    const path = await newLock();
    const stopped = await takeLock(nodeFileOperations, path, { ...quick, beatEvery: 60_000 });
    const next = await takeLock(nodeFileOperations, path, quick);
    expect(await stopped.lost()).toBe(true);
    await stopped.release();
    expect(await next.lost()).toBe(false);
    await next.release();
  });

  test('whose release fails does not fail its holder', async () => {
    const path = await newLock();
    const files = watchedFiles((operation) => {
      if (operation === 'unlink' || operation === 'rmdir') throw systemError('EIO');
    });
    await (await takeLock(files, path, quick)).release();
    await (await takeLock(nodeFileOperations, path, quick)).release();
  });

  test('works with a wrong clock', async () => {
    const path = await newLock();
    const hold = await takeLock(nodeFileOperations, path, { ...quick, beatEvery: 60_000 });
    await utimes(hold.file, new Date(0), new Date(0));
    const impatient = { ...lockTiming, longestWait: 0 };
    await expect(takeLock(nodeFileOperations, path, impatient)).rejects.toMatchObject({
      code: 'store-failed',
    });
    expect(await hold.lost()).toBe(false);
    await hold.release();
  });
});
