import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';
import { pnpmSpec } from '@ddext-oauth/scaffold';
import type { Finished } from './child.ts';

export interface PackageManager {
  /** As the user types it. */
  readonly spelling: string;
  /** Program and arguments. */
  readonly words: readonly [string, ...string[]];
  /** Whether the user's shell finds `pnpm`. */
  readonly onPath: boolean;
}

interface System {
  readonly platform?: NodeJS.Platform;
  readonly path?: string | undefined;
  readonly executable?: (path: string) => boolean;
}

/** npm, npx and yarn add such folders to the PATH of their scripts. The user's shell does not have them. */
const TEMPORARY = /(?:^|[\\/])node_modules[\\/]\.bin[\\/]?$/;

/** The PATH of the user's shell. What package managers add can belong to the project in the working directory. */
export function shellPath(path = process.env.PATH, platform: NodeJS.Platform = process.platform): string {
  return shellDirectories(path, platform).join(systemPath(platform).delimiter);
}

function shellDirectories(path = '', platform: NodeJS.Platform): readonly string[] {
  return path.split(systemPath(platform).delimiter).filter((entry) => entry !== '' && !TEMPORARY.test(entry));
}

function systemPath(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/**
 * pnpm if it is on the PATH. Otherwise pnpm through npx, which is part of Node.js and downloads it. The workspace always uses pnpm.
 */
export function findPackageManager({
  platform = process.platform,
  path = process.env.PATH,
  executable = isExecutable,
}: System = {}): PackageManager {
  const windows = platform === 'win32';
  const { join } = systemPath(platform);
  const names = windows ? ['pnpm.cmd', 'pnpm.exe'] : ['pnpm'];
  const directories = shellDirectories(path, platform);
  const onPath = directories.some((directory) => names.some((name) => executable(join(directory, name))));
  return onPath ? packageManager(['pnpm'], onPath, windows) : packageManager(NPX, onPath, windows);
}

/**
 * What runs the program of another package: pnpm, if it runs this command, otherwise npx, which is part of Node.js.
 *
 * @param userAgent names the package manager that runs this command: `pnpm/10.34.9 npm/? node/v24.0.0 linux x64`
 */
export function findRunner({
  userAgent = process.env.npm_config_user_agent,
  ...system
}: System & { readonly userAgent?: string | undefined } = {}): PackageManager {
  const { onPath } = findPackageManager(system);
  const [, major] = /^pnpm\/(\d+)\./.exec(userAgent ?? '') ?? [];
  const windows = (system.platform ?? process.platform) === 'win32';
  // Older versions of pnpm remove the package when its program ends.
  const words = onPath && Number(major) >= OLDEST_MAJOR ? ['pnpm', 'dlx'] : ['npx', '--yes'];
  return packageManager(words, onPath, windows);
}

const NPX = ['npx', '--yes', pnpmSpec];
/** The first version of pnpm that reads the workspace's settings, and switches to the version in package.json. */
const OLDEST_MAJOR = 10;
const UPDATE = `npm install --global ${pnpmSpec}`;

/**
 * The reason why a workspace cannot use the pnpm on the PATH, and what to do. Undefined if it can, and if the output is not a version.
 *
 * @param result of `pnpm --version` in the workspace
 */
export function pnpmProblem({ code, text }: Finished): string | undefined {
  if (code !== 0) {
    const [reason = ''] = text.split('\n');
    return `pnpm on your PATH failed (${reason || `exit code ${code}`}). Install the version of this workspace: ${UPDATE}`;
  }
  const [, major] = /^(\d+)\.\d+\.\d+/.exec(text) ?? [];
  if (major === undefined || Number(major) >= OLDEST_MAJOR) return undefined;
  return `pnpm ${text} on your PATH is too old for this workspace. Update it: ${UPDATE}`;
}

/** pnpm through npx, if the pnpm on the PATH cannot be used. */
export function pnpmThroughNpx(platform: NodeJS.Platform = process.platform): PackageManager {
  return packageManager(NPX, true, platform === 'win32');
}

function packageManager(words: readonly string[], onPath: boolean, windows: boolean): PackageManager {
  // On Windows both are .cmd files, which only a shell runs.
  const shell = windows ? ['cmd', '/d', '/s', '/c'] : [];
  return { spelling: words.join(' '), words: [...shell, ...words] as [string, ...string[]], onPath };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
