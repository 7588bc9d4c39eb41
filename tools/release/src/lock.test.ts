import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { holderOf, takeLock, tryLock } from '../../build/lock.mjs';
import { root } from '../../dev/environment.mjs';

let folder: string;
let path: string;
const running: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts a program that can use `takeLock`, `path`, `log` and `appendFileSync`. */
function start(program: string) {
  const source = `
    import { appendFileSync } from 'node:fs';
    import { takeLock } from ${JSON.stringify(join(root, 'tools/build/lock.mjs'))};
    const [path, log] = process.argv.slice(1);
    ${program}`;
  const args = ['--input-type=module', '--eval', source, path, join(folder, 'log')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  return child;
}

/** Starts a process that holds the lock until it is killed. */
async function startHolder() {
  const child = start("await takeLock(path); console.log('held'); setInterval(() => {}, 1000);");
  await once(child.stdout, 'data');
  return child;
}

const turn = `
  const { lock } = await takeLock(path);
  appendFileSync(log, 'in ' + process.pid + '\\n');
  await new Promise((resolve) => setTimeout(resolve, 5));
  appendFileSync(log, 'out ' + process.pid + '\\n');
  await lock.release();`;

async function takeTurns(count: number): Promise<void> {
  const ended = Array.from({ length: count }, () => once(start(turn), 'close'));
  expect(await Promise.all(ended)).toEqual(ended.map(() => [0, null]));
  const lines = (await readFile(join(folder, 'log'), 'utf8')).trim().split('\n');
  const pids = lines.filter((_, index) => index % 2 === 0).map((line) => line.replace('in ', ''));
  expect(new Set(pids).size).toBe(count);
  expect(lines).toEqual(pids.flatMap((pid) => [`in ${pid}`, `out ${pid}`]));
}

describe('a lock between processes', () => {
  test('is held by one process at a time, and leaves no file', async () => {
    await takeTurns(6);
    expect(await readdir(folder)).toEqual(['log']);
  });

  test('is taken over once from a holder that was killed', async () => {
    const holder = await startHolder();
    holder.kill('SIGKILL');
    await once(holder, 'close');
    await takeTurns(4);
  });

  test('names its holder, and is free after the release', async () => {
    const holder = await startHolder();
    const first = await tryLock(path);
    expect(first).toMatchObject({ holder: { pid: holder.pid, host: hostname() } });
    const waits: unknown[] = [];
    const waiting = takeLock(path, {
      onWait: ({ pid }) => {
        waits.push(pid);
        holder.kill('SIGKILL');
      },
    });
    expect(await waiting).toHaveProperty('lock');
    expect(waits).toEqual([holder.pid]);
  });

  test('passes on the note of its holder, which ends the wait if the caller wants that', async () => {
    const taken = await takeLock(path);
    if (!('lock' in taken)) throw new Error('The lock is not free.');
    const waiting = takeLock(path, {
      onWait: () => void taken.lock.tell('http://127.0.0.1:1/'),
      until: ({ note }) => note !== null,
    });
    expect(await waiting).toMatchObject({ holder: { note: 'http://127.0.0.1:1/', pid: process.pid } });
    await taken.lock.release();
    expect(await holderOf(path)).toBeUndefined();
  });

  test('is taken over from a holder before the last boot, although its process ID is in use again', async () => {
    await writeHolder({ pid: process.pid, host: hostname() });
    await utimes(join(path, 'token'), new Date(0), new Date(0));
    expect(await tryLock(path)).toHaveProperty('lock');
  });

  test('is taken over from another host, such as a container, only after its holder has not touched its file for a period', async () => {
    await writeHolder({ pid: 1, host: 'another-host' });
    expect(await tryLock(path)).toHaveProperty('holder');
    expect(await takeLock(path, { deadAfterMs: 200 })).toHaveProperty('lock');
  });
});

async function writeHolder(holder: object): Promise<void> {
  await mkdir(path);
  await writeFile(join(path, 'token'), JSON.stringify({ ...holder, note: null }));
}
