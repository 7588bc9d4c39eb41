import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SocketPaths {
  readonly service: string;
  readonly callback: string;
  remove(): Promise<void>;
}

/** macOS allows 104 bytes in the address of a unix socket, Linux 108, the closing zero included. */
const longest = 100;

/** Addresses for one backend: unix sockets in a folder only this user can enter, named pipes on Windows. */
export async function createSocketPaths(): Promise<SocketPaths> {
  if (process.platform === 'win32') {
    const prefix = `\\\\.\\pipe\\ddext-${process.pid}-${Date.now().toString(36)}`;
    return { service: `${prefix}-backend`, callback: `${prefix}-callback`, remove: async () => {} };
  }
  const parent = join(tmpdir(), 'ddext-XXXXXX', 'callback.sock').length < longest ? tmpdir() : '/tmp';
  const directory = await mkdtemp(join(parent, 'ddext-'));
  return {
    service: join(directory, 'backend.sock'),
    callback: join(directory, 'callback.sock'),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
