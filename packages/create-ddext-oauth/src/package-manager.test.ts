import { pnpmSpec } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { findPackageManager } from './package-manager.ts';

const NPX = `npx --yes ${pnpmSpec}`;

/** A system on which only these files are executable. */
const system = (platform: NodeJS.Platform, path: string, ...files: string[]) => ({
  ...{ platform, path },
  executable: (file: string) => files.includes(file),
});

describe.each<[NodeJS.Platform, string, string, string, string[]]>([
  ['linux', ':', '/usr/bin', '/usr/bin/pnpm', []],
  ['darwin', ':', '/Users/Zoë B/bin', '/Users/Zoë B/bin/pnpm', []],
  [
    'win32',
    ';',
    String.raw`C:\Program Files\nodejs`,
    String.raw`C:\Program Files\nodejs\pnpm.cmd`,
    ['cmd', '/d', '/s', '/c'],
  ],
  ['win32', ';', String.raw`C:\pnpm`, String.raw`C:\pnpm\pnpm.exe`, ['cmd', '/d', '/s', '/c']],
])('on %s', (platform, delimiter, directory, file, shell) => {
  test('uses pnpm if it is on the PATH', () => {
    const path = ['', directory, 'elsewhere'].join(delimiter);
    expect(findPackageManager(system(platform, path, file))).toEqual({
      spelling: 'pnpm',
      words: [...shell, 'pnpm'],
      onPath: true,
    });
  });

  test('uses npx if pnpm is not on the PATH', () => {
    expect(findPackageManager(system(platform, ['', 'elsewhere'].join(delimiter), file))).toEqual({
      spelling: NPX,
      words: [...shell, 'npx', '--yes', pnpmSpec],
      onPath: false,
    });
  });
});

test.each<[NodeJS.Platform, string, string]>([
  ['linux', '/home/x/.npm/_npx/0a1b/node_modules/.bin', '/home/x/.npm/_npx/0a1b/node_modules/.bin/pnpm'],
  ['win32', String.raw`C:\x\node_modules\.bin`, String.raw`C:\x\node_modules\.bin\pnpm.cmd`],
])('ignores a pnpm that only scripts of npm and npx have on their PATH on %s', (platform, path, file) => {
  expect(findPackageManager(system(platform, path, file)).spelling).toBe(NPX);
});
