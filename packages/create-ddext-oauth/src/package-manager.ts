import { accessSync, constants } from 'node:fs';
import { posix, win32 } from 'node:path';
import { pnpmSpec } from '@ddext-oauth/scaffold';

export interface PackageManager {
  /** How a person types it. */
  readonly spelling: string;
  /** The same as a program and its parameters. */
  readonly words: readonly [string, ...string[]];
  /** Whether a person who types `pnpm` finds it. */
  readonly onPath: boolean;
}

interface System {
  readonly platform?: NodeJS.Platform;
  readonly path?: string | undefined;
  readonly executable?: (path: string) => boolean;
}

/** What npm, npx, yarn and the like put on the PATH for the time they run; a person's own shell does not have it. */
const BORROWED = /(?:^|[\\/])node_modules[\\/]\.bin[\\/]?$/;

/**
 * pnpm where it is on the PATH, else pnpm by way of npx, which comes with Node.js and fetches it for the occasion.
 * Whoever started this, the workspace is pnpm's.
 */
export function findPackageManager({
  platform = process.platform,
  path = process.env.PATH,
  executable = isExecutable,
}: System = {}): PackageManager {
  const windows = platform === 'win32';
  const { delimiter, join } = windows ? win32 : posix;
  const names = windows ? ['pnpm.cmd', 'pnpm.exe'] : ['pnpm'];
  const directories = (path ?? '').split(delimiter).filter((entry) => entry !== '' && !BORROWED.test(entry));
  const onPath = directories.some((directory) => names.some((name) => executable(join(directory, name))));
  const words = onPath ? ['pnpm'] : ['npx', '--yes', pnpmSpec];
  // Both are .cmd files there, which only its shell runs.
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
