import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extension } from '../../extension/read-extension.ts';
import type { ContainerSocket } from './container.ts';

export interface Folders {
  /** Of this start. */
  readonly directory: string;
  /** For the socket. */
  readonly guest: string;
}

/** A folder for this start. Only this user can enter it, so that the folder of the socket in it can be open to every user of the container. */
export async function createFolders(): Promise<Folders> {
  const parent = join(tmpdir(), 'ddext-XXXXXX', 'guest', 'backend.sock').length < 80 ? tmpdir() : '/tmp';
  const directory = await mkdtemp(join(parent, 'ddext-'));
  const guest = join(directory, 'guest');
  await mkdir(guest);
  await chmod(guest, 0o777);
  return { directory, guest };
}

/** A socket in a folder of macOS or Windows is not one in the virtual machine of the engine. */
export function socketIn(
  guest: string,
  { socket: name }: Extension,
  log: (line: string) => void,
): ContainerSocket | undefined {
  if (name === undefined) return undefined;
  if (process.platform === 'linux') return { name, path: join(guest, name) };
  log(
    'On this system, the socket of a container cannot be reached. vm.service rejects: start a process with --backend instead.',
  );
  return undefined;
}
