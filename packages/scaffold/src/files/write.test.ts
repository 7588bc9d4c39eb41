import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ScaffoldError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { temporaryDirectory, treeOf } from '../testing/directories.ts';
import { fullAt, onChange, systemError } from '../testing/file-systems.ts';
import type { FileSystem } from './file-system.ts';
import { preflight } from './preflight.ts';
import { writePlan } from './write.ts';

const plan: Plan = new Map<string, string | Uint8Array>([
  ['.gitignore', 'node_modules\n'],
  ['README.md', '# ü\n'],
  ['auth/src/a.ts', 'a'],
  ['auth/src/b.ts', 'b'],
  ['vendor/x.tgz', Buffer.from('bytes')],
]);

const written = {
  '.gitignore': 'node_modules\n',
  'README.md': '# ü\n',
  auth: null,
  'auth/src': null,
  'auth/src/a.ts': 'a',
  'auth/src/b.ts': 'b',
  vendor: null,
  'vendor/x.tgz': 'bytes',
};

/** The targets that can be written to, and how each is prepared, in a directory with another entry. */
const places: Readonly<Record<string, { path: string; ready: (path: string) => Promise<unknown> }>> = {
  'an absent directory': { path: 'new', ready: async () => undefined },
  'an absent directory in absent ones': { path: 'a/b/new', ready: async () => undefined },
  'an empty directory': { path: 'empty', ready: (path) => mkdir(path) },
  'a fresh clone': {
    path: 'clone',
    ready: async (path) => {
      await mkdir(join(path, '.git'), { recursive: true });
      await writeFile(join(path, '.git/HEAD'), 'ref: refs/heads/main\n');
    },
  },
};

async function prepared(name: string) {
  const { path, ready } = places[name] ?? { path: '', ready: async () => undefined };
  const root = await temporaryDirectory();
  await writeFile(join(root, 'neighbour'), 'left alone');
  await ready(join(root, path));
  return {
    root,
    path: join(root, path),
    before: await treeOf(root),
    target: await preflight(join(root, path)),
  };
}

describe.each(Object.keys(places))('writing to %s', (name) => {
  test('results in exactly the planned files and the existing ones', async () => {
    const { root, path, before, target } = await prepared(name);
    await writePlan(plan, target);
    expect(await treeOf(path)).toMatchObject(written);
    const below = Object.keys(await treeOf(root)).length;
    const parents = name.includes('in absent ones') ? 2 : 0;
    const itself = Object.keys(before).includes('empty') || Object.keys(before).includes('clone') ? 0 : 1;
    expect(below).toBe(Object.keys(before).length + Object.keys(written).length + parents + itself);
  });

  test('restores the previous state if the disk is full at any change', async () => {
    let changes = 0;
    for (let full = true; full; changes++) {
      const { root, before, target } = await prepared(name);
      const outcome = await writePlan(plan, target, { fs: fullAt(changes + 1) }).catch((error) => error);
      full = outcome instanceof Error;
      if (!full) continue;
      expect(outcome).toMatchObject({
        code: 'disk-full',
        message: expect.stringContaining('The disk is full'),
      });
      expect(await treeOf(root)).toEqual(before);
    }
    expect(changes).toBeGreaterThan(plan.size + 3);
  });

  test('restores the previous state if it is cancelled at any change', async () => {
    let cancelled = 0;
    for (let reached = true; reached; ) {
      const { root, before, target } = await prepared(name);
      const controller = new AbortController();
      reached = false;
      const fs = onChange(cancelled + 1, () => {
        reached = true;
        controller.abort();
      });
      // An abort after the last check is too late, so the caller undoes the changes.
      await writePlan(plan, target, { fs, signal: controller.signal }).then(
        ({ undo }) => undo(),
        (error: ScaffoldError) => expect(error.code).toBe('cancelled'),
      );
      expect(await treeOf(root)).toEqual(before);
      if (reached) cancelled += 1;
    }
    expect(cancelled).toBeGreaterThan(plan.size + 3);
  });

  test('can be undone together with files that were added afterwards', async () => {
    const { root, path, before, target } = await prepared(name);
    const { undo } = await writePlan(plan, target);
    await mkdir(join(path, 'node_modules/x'), { recursive: true });
    await writeFile(join(path, 'node_modules/x/index.js'), '');
    await writeFile(join(path, 'pnpm-lock.yaml'), '');
    await undo();
    expect(await treeOf(root)).toEqual(before);
  });
});

test('an existing directory is not replaced, because a shell may be in it', async () => {
  const { path, target } = await prepared('an empty directory');
  const { ino } = await stat(path);
  await writePlan(plan, target);
  expect((await stat(path)).ino).toBe(ino);
});

test('a new directory is readable by others as the umask allows', async () => {
  const { path, target } = await prepared('an absent directory');
  await writePlan(plan, target);
  expect((await stat(path)).mode & 0o777).toBe(0o777 & ~process.umask());
});

test('creates nothing if it is cancelled before the start', async () => {
  const { root, before, target } = await prepared('an absent directory in absent ones');
  await expect(writePlan(plan, target, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await treeOf(root)).toEqual(before);
});

test.each<[string, string]>([
  ['an absent directory', 'new/theirs'],
  ['an empty directory', 'empty/theirs'],
])('keeps files that another program creates in %s at the same time', async (name, theirs) => {
  const { root, before, target } = await prepared(name);
  // The other program acts at the last written file, when earlier checks may be outdated.
  const fs: FileSystem = onChange(9, async () => {
    await mkdir(join(root, theirs), { recursive: true });
  });
  await expect(writePlan(plan, target, { fs })).rejects.toMatchObject({ code: 'target-not-empty' });
  expect(Object.keys(await treeOf(root))).toEqual(expect.arrayContaining([...Object.keys(before), theirs]));
  expect((await readdir(root)).filter((entry) => entry.startsWith('.ddext'))).toEqual([]);
});

test.each([
  ['EACCES', 'not-writable'],
  ['EPERM', 'not-writable'],
  ['EROFS', 'read-only'],
  ['EDQUOT', 'quota-exceeded'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['EIO', 'io'],
])('%s is reported as %s, in one line with the path', async (system, code) => {
  const { root, path, before, target } = await prepared('an absent directory');
  const fs = onChange(3, () => {
    throw systemError(system);
  });
  const error = await writePlan(plan, target, { fs }).catch((error) => error);
  expect(error).toMatchObject({ code, message: expect.stringMatching(/^[^\n]+\.$/) });
  expect(error.message).toContain(path);
  expect(await treeOf(root)).toEqual(before);
});

test('reports what could not be removed again', async () => {
  const { path, target } = await prepared('an absent directory');
  const fs: FileSystem = {
    ...fullAt(4),
    rm: () => Promise.reject(systemError('EACCES')),
  };
  await expect(writePlan(plan, target, { fs })).rejects.toMatchObject({
    code: 'io',
    message: `${path} could not be removed again; remove it by hand.`,
  });
});
