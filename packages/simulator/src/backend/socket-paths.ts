import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SocketPaths {
  readonly service: string;
  readonly callback: string;
  remove(): Promise<void>;
}

/** The path of a unix socket has at most 104 bytes on macOS and 108 on Linux, with the final zero. */
const longest = 100;

/**
 * Creates the socket paths of one backend: unix sockets in a folder that only this user can open, or named pipes on
 * Windows.
 */
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
