import { pnpmSpec } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { findPackageManager, findRunner, shellPath } from './package-manager.ts';

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

test.each<[NodeJS.Platform, string, string]>([
  ['linux', '/work/node_modules/.bin:/usr/bin::/node_modules/.bin/:/bin', '/usr/bin:/bin'],
  ['win32', String.raw`C:\work\node_modules\.bin;C:\nodejs;`, String.raw`C:\nodejs`],
])('the PATH of the shell has no directory of a project on %s', (platform, path, expected) => {
  expect(shellPath(path, platform)).toBe(expected);
});

describe('the code of --add is loaded', () => {
  const withPnpm = system('linux', '/usr/bin', '/usr/bin/pnpm');
  test.each<[string, string | undefined, Parameters<typeof findRunner>[0], string[]]>([
    [
      'with pnpm, if it runs the command',
      'pnpm/12.0.1 npm/? node/v24.1.0 linux x64',
      withPnpm,
      ['pnpm', 'dlx'],
    ],
    [
      'with pnpm on Windows, through a shell',
      'pnpm/10.34.9 npm/? node/v20.19.0 win32 x64',
      system('win32', String.raw`C:\pnpm`, String.raw`C:\pnpm\pnpm.exe`),
      ['cmd', '/d', '/s', '/c', 'pnpm', 'dlx'],
    ],
    ['with npx, if npm runs the command', 'npm/11.6.0 node/v24.1.0 linux x64', withPnpm, ['npx', '--yes']],
    ['with npx, if yarn runs the command', 'yarn/1.22.22 npm/? node/v24.1.0', withPnpm, ['npx', '--yes']],
    ['with npx, if no package manager runs the command', '', withPnpm, ['npx', '--yes']],
    ['with npx, if pnpm is older than 10', 'pnpm/8.15.9 npm/? node/v20.19.0', withPnpm, ['npx', '--yes']],
    ['with npx, if pnpm is not on the PATH', 'pnpm/10.0.0 npm/?', system('linux', ''), ['npx', '--yes']],
  ])('%s', (_title, userAgent, on, words) => {
    expect(findRunner({ ...on, userAgent }).words).toEqual(words);
  });
});
