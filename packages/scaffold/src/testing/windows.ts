import { posix, win32 } from 'node:path';
import { type FileSystem, nodeFileSystem } from '../files/file-system.ts';

/** Simulates drive C: of Windows in a directory of this machine, with Windows paths and real files. */
export function driveC(root: string): FileSystem {
  const real = (path: unknown) => {
    const { root: drive, dir, base } = win32.parse(String(path));
    if (drive !== 'C:\\') throw new Error(`${path} is not an absolute path of drive C:`);
    return posix.join(root, ...dir.slice(drive.length).split('\\'), base);
  };
  const shown = (path: string) => `C:\\${posix.relative(root, path).replaceAll('/', '\\')}`;
  const { lstat, mkdir, readdir, rename, rm, rmdir, writeFile } = nodeFileSystem;
  return {
    path: win32,
    access: (path, mode) => nodeFileSystem.access(real(path), mode),
    lstat: ((path: string) => lstat(real(path))) as FileSystem['lstat'],
    mkdir: ((path: string, options?: object) => mkdir(real(path), options)) as FileSystem['mkdir'],
    mkdtemp: (async (prefix: string) =>
      shown(await nodeFileSystem.mkdtemp(real(prefix)))) as FileSystem['mkdtemp'],
    readdir: ((path: string) => readdir(real(path))) as unknown as FileSystem['readdir'],
    realpath: (async (path: string) =>
      shown(await nodeFileSystem.realpath(real(path)))) as FileSystem['realpath'],
    rename: (from, to) => rename(real(from), real(to)),
    rm: (path, options) => rm(real(path), options),
    rmdir: (path) => rmdir(real(path)),
    writeFile: (path, data, options) => writeFile(real(path), data, options),
  };
}
