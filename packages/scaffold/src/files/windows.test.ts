import { mkdir, writeFile } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { resolveOptions } from '../options/options.ts';
import { registryPackages } from '../plan/packages.ts';
import { createPlan } from '../plan/plan.ts';
import { temporaryDirectory, treeOf } from '../testing/directories.ts';
import { driveC } from '../testing/windows.ts';
import { preflight } from './preflight.ts';
import { writePlan } from './write.ts';

describe.each([
  [
    'Windows',
    win32,
    String.raw`C:\Users\Zoë B`,
    [
      ['sign-in', 'sign-in'],
      [String.raw`deep\sign-in`, 'sign-in'],
      ['deep/sign-in/', 'sign-in'],
      ['D:\\漢字\\sign-in\\', 'sign-in'],
      [String.raw`\\server\share\sign-in`, 'sign-in'],
    ],
  ],
  [
    'POSIX',
    posix,
    '/home/Zoë B',
    [
      ['sign-in', 'sign-in'],
      ['deep/sign-in', 'sign-in'],
      ['/漢字/sign-in/', 'sign-in'],
    ],
  ],
] as const)('the name on %s', (_, path, cwd, directories) => {
  test.each(directories)('of %s is %s', (directory, name) => {
    expect(resolveOptions({ directory }, { cwd, path }).options).toMatchObject({ name, directory });
  });
});

test('a backslash separates directories only on Windows', () => {
  const directory = String.raw`deep\sign-in`;
  expect(() => resolveOptions({ directory }, { cwd: '/work', path: posix })).toThrow(
    'cannot name an extension',
  );
});

test('a drive name is not an extension name on Windows', () => {
  expect(() => resolveOptions({ directory: 'C:\\' }, { cwd: 'C:\\', path: win32 })).toThrow('cannot name');
});

describe('on a drive of Windows', () => {
  const plan = createPlan(resolveOptions({ directory: 'sign-in' }).options, { packages: registryPackages() });

  test('an extension is written and removed as on other systems', async () => {
    const root = await temporaryDirectory();
    const fs = driveC(root);
    const target = await preflight(String.raw`C:\Zoë B\deep\sign-in`, fs);
    expect(target).toEqual({
      path: String.raw`C:\Zoë B\deep\sign-in`,
      entries: undefined,
      missingParents: [String.raw`C:\Zoë B`, String.raw`C:\Zoë B\deep`],
    });
    const { undo } = await writePlan(plan, target, { fs });
    const files = Object.keys(await treeOf(root)).filter((path) =>
      plan.has(path.replace('Zoë B/deep/sign-in/', '')),
    );
    expect(files).toHaveLength(plan.size);
    await undo();
    expect(await treeOf(root)).toEqual({});
  });

  test('an existing entry is rejected with its Windows path', async () => {
    const root = await temporaryDirectory();
    await mkdir(posix.join(root, 'full'));
    await writeFile(posix.join(root, 'full/sentinel'), '');
    await expect(preflight(String.raw`C:\full`, driveC(root))).rejects.toThrow(
      String.raw`C:\full is not empty`,
    );
    await expect(preflight(String.raw`C:\FULL`, driveC(root))).rejects.toThrow(
      String.raw`C:\full exists and differs from FULL only in case`,
    );
  });

  test('an empty directory is filled without being replaced', async () => {
    const root = await temporaryDirectory();
    await mkdir(posix.join(root, 'empty/.git'), { recursive: true });
    const fs = driveC(root);
    const { undo } = await writePlan(plan, await preflight(String.raw`C:\empty`, fs), { fs });
    expect(Object.keys(await treeOf(root))).toContain('empty/package.json');
    await undo();
    expect(Object.keys(await treeOf(root))).toEqual(['empty', 'empty/.git']);
  });
});
