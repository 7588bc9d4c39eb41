import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { lockTiming } from './directory-lock.ts';
import { generateSealKey } from './seal-key.ts';
import { sealedFileStore, sealedFileStoreOn } from './sealed-file-store.ts';
import { folderNames } from './sealed-folder.ts';
import { accountOf } from './testing/account.ts';
import { bundleChild, startChild } from './testing/children.ts';
import { newFolder } from './testing/folder.ts';
import { watchedFiles } from './testing/watched-files.ts';

const key = generateSealKey();
const kills = 200;
const atATime = 4;
/**
 * A dead holder is watched for `deadAfter`, with at least half of `pollTo` between two checks. This allows twice as
 * many.
 */
const MOST_LOOKS = (2 * lockTiming.deadAfter) / (lockTiming.pollTo / 2);
let bundle: string;

beforeAll(async () => {
  bundle = bundleChild(await newFolder());
});

/** A linear congruential generator (Numerical Recipes), so that a failure can be reproduced from its seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/**
 * Stores an account, without a time limit.
 *
 * @returns how often it checked the lock
 */
async function looksUntilStored(directory: string): Promise<number> {
  let looks = 0;
  const lock = join(directory, folderNames.writeLock);
  const files = watchedFiles((operation, path) => {
    if (operation === 'lstat' && path === lock) looks += 1;
  });
  const timing = { ...lockTiming, longestWait: Number.POSITIVE_INFINITY };
  await sealedFileStoreOn(files, { directory, key }, timing).put(accountOf('grace'));
  return looks;
}

/** Starts a writer and kills it. Returns the writes that it reported, and the write in the file. */
async function killedWriter(after: 'ready' | '1', aliveForMs: number) {
  const directory = await newFolder();
  const child = startChild(bundle, 'renew', directory, key);
  await child.printed(after);
  // The time of the kill is random by design.
  await delay(aliveForMs);
  child.process.kill('SIGKILL');
  await child.ended;
  const reported = child.lines.length - 1;
  const store = sealedFileStore({ directory, key });
  const token = (await store.get('oidc:ada'))?.accessToken ?? 'token-0';
  const spoiled = store.seal.lastQuarantined?.reason;
  const names = await readdir(directory, { recursive: true });
  const lockLeft = names.some((name) => name.startsWith(join('accounts.lock', '/')));
  return { directory, reported, written: Number(token.slice('token-'.length)), spoiled, lockLeft };
}

describe('processes on one folder', () => {
  test(`killed ${kills} times during a write leave the old or the new state, and the store continues`, async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32);
    const random = randomFrom(seed);
    // A quarter of them create the first file, the others replace a file.
    const plans = Array.from(
      { length: kills },
      (_, index) => [index % 4 === 0 ? 'ready' : '1', random() * 25] as const,
    );
    const killed: Awaited<ReturnType<typeof killedWriter>>[] = [];
    const workers = Array.from({ length: atATime }, async () => {
      for (let plan = plans.pop(); plan; plan = plans.pop()) killed.push(await killedWriter(...plan));
    });
    await Promise.all(workers);
    const wrong = killed.filter(
      ({ reported, written, spoiled }) => spoiled || (written !== reported && written !== reported + 1),
    );
    expect({ seed, sound: killed.length - wrong.length, wrong }).toEqual({ seed, sound: kills, wrong: [] });
    expect({ seed, killedInside: killed.some(({ lockLeft }) => lockLeft) }).toEqual({
      seed,
      killedInside: true,
    });

    const looks = await Promise.all(killed.map(({ directory }) => looksUntilStored(directory)));
    expect({ seed, late: looks.filter((count) => count > MOST_LOOKS) }).toEqual({ seed, late: [] });
    for (const { directory } of killed) {
      const litter = (await readdir(directory)).filter((name) => !/^accounts\.(sealed|lock\..+)$/.test(name));
      expect({ seed, litter }).toEqual({ seed, litter: [] });
    }
  });

  test('one that is killed while it writes, 20 times, never leaves a file that is reported as an older copy', async () => {
    const directory = await newFolder();
    let told = 0;
    for (let round = 0; round < 20; round += 1) {
      const child = startChild(bundle, 'count', directory, key);
      await child.printed('ready');
      await new Promise((resolve) => child.process.stdout?.once('data', resolve));
      child.process.kill('SIGKILL');
      await child.ended;
      told = Math.max(told, ...child.lines.map(Number).filter(Number.isSafeInteger));
      const store = sealedFileStore({ directory });
      expect([round, await store.seal.unlock([key], told)]).toEqual([round, { used: 0 }]);
    }
    expect(told).toBeGreaterThan(0);
  });

  test('two that put 100 accounts each have 200 accounts afterwards', async () => {
    const directory = await newFolder();
    const children = ['one', 'two'].map((name) => startChild(bundle, 'put', directory, key, name));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    const ids = (await sealedFileStore({ directory, key }).list()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(200);
    expect(ids).toHaveLength(200);
  });

  test('two never run exclusive work on one account at the same time, 100 times each, after a dead holder', async () => {
    const directory = await newFolder();
    const lock = join(directory, folderNames.accountLock('oidc:ada'));
    await mkdir(lock);
    await writeFile(join(lock, 'dead'.repeat(8)), '');
    const children = ['one', 'two'].map((name) => startChild(bundle, 'exclude', directory, key, name));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(children.map(({ lines }) => lines.at(-1))).toEqual(['100', '100']);
    expect(await readdir(directory)).toEqual([]);
  });

  test('one that is killed during exclusive work on an account is followed by the next', async () => {
    const directory = await newFolder();
    const child = startChild(bundle, 'hold', directory, key);
    await child.printed('inside');
    const store = sealedFileStore({ directory, key });
    let killed = false;
    const next = store.exclusively('oidc:ada', async () => killed);
    killed = child.process.kill('SIGKILL');
    expect(await next).toBe(true);
  });
});
