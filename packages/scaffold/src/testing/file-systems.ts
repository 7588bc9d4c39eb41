import { existsSync } from 'node:fs';
import { type FileSystem, nodeFileSystem } from '../files/file-system.ts';

const CHANGES = ['mkdir', 'mkdtemp', 'writeFile', 'rename', 'rmdir'] as const;

/** A file system on which something happens instead of, or just before, the nth change. */
export function onChange(n: number, happens: (name: keyof FileSystem) => Promise<void> | void): FileSystem {
  let changes = 0;
  const watched = CHANGES.map((name) => {
    const change = async (...parameters: never[]) => {
      changes += 1;
      if (changes === n) await happens(name);
      return (nodeFileSystem[name] as (...parameters: never[]) => Promise<unknown>)(...parameters);
    };
    return [name, change];
  });
  return { ...nodeFileSystem, ...Object.fromEntries(watched) };
}

/** A disk that is full at the nth change. The error is real if the system has /dev/full. */
export function fullAt(n: number): FileSystem {
  return onChange(n, async (name) => {
    if (name === 'writeFile' && existsSync('/dev/full')) await nodeFileSystem.writeFile('/dev/full', 'x');
    throw systemError('ENOSPC');
  });
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: caused by the test`), { code });
}
