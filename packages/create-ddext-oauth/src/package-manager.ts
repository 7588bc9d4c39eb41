import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface PackageManager {
  /** How a person types it. */
  readonly spelling: string;
  /** The same as a program and its parameters. */
  readonly words: readonly [string, ...string[]];
  /** Whether a person who types `pnpm` finds it. */
  readonly onPath: boolean;
}

/** Both are .cmd files on Windows, which only its shell runs. */
const shell = process.platform === 'win32' ? (['cmd', '/d', '/s', '/c'] as const) : ([] as const);

const manager = (onPath: boolean, ...words: [string, ...string[]]): PackageManager => ({
  spelling: words.join(' '),
  words: [...shell, ...words] as [string, ...string[]],
  onPath,
});

const PNPM = manager(true, 'pnpm');
/** Comes with Node.js, and fetches pnpm for the occasion. */
const NPX = manager(false, 'npx', '--yes', 'pnpm@10');

/** pnpm where it is on the PATH, else pnpm by way of npx. */
export function findPackageManager(): PackageManager {
  const names = process.platform === 'win32' ? ['pnpm.cmd', 'pnpm.exe'] : ['pnpm'];
  const directories = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== '');
  for (const path of directories.flatMap((directory) => names.map((name) => join(directory, name)))) {
    if (executable(path)) return PNPM;
  }
  return NPX;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
