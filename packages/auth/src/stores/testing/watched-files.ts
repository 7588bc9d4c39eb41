import type { FileHandle } from 'node:fs/promises';
import { type FileOperations, nodeFileOperations } from '../file-operations.ts';

/** Called before each operation. If it throws, the operation fails with that error. */
export type Watcher = (operation: string, path: string) => void | Promise<void>;

/** Real file operations, including those on open files (`read`, `write`, `sync`). Each calls `before` first. */
export function watchedFiles(before: Watcher): FileOperations {
  return new Proxy(nodeFileOperations, {
    get(target, name: keyof FileOperations & string) {
      return async (...args: [string, ...unknown[]]) => {
        await before(name, args[0]);
        const result = await (target[name] as (...args: unknown[]) => Promise<unknown>)(...args);
        return name === 'open' ? watchedHandle(result as FileHandle, args[0], before) : result;
      };
    },
  });
}

function watchedHandle(handle: FileHandle, path: string, before: Watcher) {
  return {
    stat: () => handle.stat(),
    async read(buffer: Buffer, offset: number, length: number, position: null) {
      await before('read', path);
      return handle.read(buffer, offset, length, position);
    },
    async writeFile(bytes: Buffer) {
      await before('write', path);
      await handle.writeFile(bytes);
    },
    async sync() {
      await before('sync', path);
      await handle.sync();
    },
    close: () => handle.close(),
  };
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: caused by the test`), { code });
}
