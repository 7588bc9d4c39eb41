import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readTar, type TarEntry } from '@ddext-oauth/check/tar';

/** Limits of the archives of one image. */
export interface UnpackLimits {
  readonly entries: number;
  /** All files together, with the copies for hard links. */
  readonly bytes: number;
  /** One name, with its folders. */
  readonly path: number;
}

const MIB = 1024 * 1024;
export const unpackLimits: UnpackLimits = { entries: 50_000, bytes: 1024 * MIB, path: 4096 };

/** What was unpacked already. It counts towards the limits. */
export interface Unpacked {
  entries: number;
  bytes: number;
}

/** Bytes of the header of an entry. */
const longestHeader = MIB;

/** Characters that are no part of a file name on every system, or that lead to another folder there. */
export const forbidden = /[\0\\]|^[a-z]:/i;

/** The parts of a path in an archive. */
function partsOf(path: string, { path: longest }: UnpackLimits): readonly string[] {
  if (path.length > longest) throw new Error(`it has a path of more than ${longest} bytes`);
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || parts.some((part) => forbidden.test(part))) {
    throw new Error(`it has a path that leads out of its folder: ${JSON.stringify(path)}`);
  }
  return parts;
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

async function* counted(entry: TarEntry, count: (bytes: number) => void) {
  for await (const chunk of entry.body) {
    count(chunk.length);
    yield chunk;
  }
}

/** Writes a file that does not exist. It follows no link, because nothing here creates one. @returns false if it exists */
async function write(file: string, entry: TarEntry, count: (bytes: number) => void): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await pipeline(counted(entry, count), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Copies a file of the archive that a hard link of it names. @returns false if it was not unpacked */
async function link(file: string, target: string, count: (bytes: number) => void): Promise<boolean> {
  const named = await stat(target).catch(() => undefined);
  if (!named?.isFile()) return false;
  count(named.size);
  await mkdir(dirname(file), { recursive: true });
  return copyFile(target, file, constants.COPYFILE_EXCL).then(
    () => true,
    () => false,
  );
}

/**
 * Unpacks the output of `docker cp CONTAINER:PATH -` to a path in a new folder. The archive is untrusted: files are written below the path
 * only, and symbolic links, devices and sockets are left out.
 *
 * @param unpacked from other archives of the image
 * @param isRoot whether PATH is the root. Otherwise the first part of each path is the name of the folder or file at PATH
 * @returns how many files were written, and how many entries were left out
 * @throws Error for a path that leads elsewhere, and past a limit
 */
export async function unpack(
  archive: AsyncIterable<Uint8Array>,
  destination: string,
  limits: UnpackLimits = unpackLimits,
  unpacked: Unpacked = { entries: 0, bytes: 0 },
  isRoot = false,
): Promise<{ readonly written: number; readonly omitted: number }> {
  let [written, omitted] = [0, 0];
  const count = (length: number) => {
    unpacked.bytes += length;
    if (unpacked.bytes > limits.bytes) throw new Error(`it has more than ${limits.bytes} bytes`);
  };
  const place = (path: string) => join(destination, ...partsOf(path, limits).slice(isRoot ? 0 : 1));
  for await (const entry of readTar(archive, longestHeader)) {
    unpacked.entries += 1;
    if (unpacked.entries > limits.entries) throw new Error(`it has more than ${limits.entries} entries`);
    const path = place(entry.path);
    if (entry.type === 'folder') {
      await mkdir(path, { recursive: true });
      continue;
    }
    const isWritten =
      entry.type === 'file'
        ? await write(path, entry, count)
        : entry.type === 'hardlink' && (await link(path, place(entry.target), count));
    if (isWritten) written += 1;
    else omitted += 1;
  }
  return { written, omitted };
}
