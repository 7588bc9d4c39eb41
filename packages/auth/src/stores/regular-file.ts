import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { type FileOperations, systemCode, unless } from './file-operations.ts';

/** The content of a file, or why it is not read: it is a link, FIFO, device, socket or folder, or too large. */
export type FileContent = { readonly bytes: Buffer } | { readonly refused: 'not-a-file' | 'too-large' };

type Opening = Pick<FileOperations, 'open' | 'lstat'>;

/**
 * Windows has none of these flags. There, a link is checked for before opening, which leaves a short time in between.
 */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** open(2) of a link with O_NOFOLLOW (Linux, FreeBSD), of a socket (Linux, macOS), and of a folder on Windows. */
const notAFileCodes = new Set(['ELOOP', 'EMLINK', 'ENXIO', 'EOPNOTSUPP', 'ENOTSUP', 'EISDIR']);
const CHUNK_BYTES = 64 * 1024;

/**
 * Reads a file that another program may have created. Opening follows no link and does not wait for a FIFO. The type is
 * checked before reading. At most `limit` bytes are read.
 *
 * @param limit in bytes
 * @throws the system's error, `ENOENT` if the file is missing
 */
export async function readRegularFile(files: Opening, path: string, limit: number): Promise<FileContent> {
  const handle = await openNotFollowing(files, path, constants.O_RDONLY);
  if (!handle) return { refused: 'not-a-file' };
  try {
    const found = await handle.stat();
    if (!found.isFile()) return { refused: 'not-a-file' };
    return found.size > limit ? { refused: 'too-large' } : await readUpTo(handle, limit);
  } finally {
    await handle.close();
  }
}

/**
 * Opens an own empty file for writing. Returns undefined if another program has replaced it. With a hard link, the
 * content would reach a file elsewhere.
 */
export async function openEmptyFile(files: Opening, path: string): Promise<FileHandle | undefined> {
  const handle = await unless(openNotFollowing(files, path, constants.O_RDWR), 'ENOENT');
  const found = await handle?.stat();
  if (found?.isFile() && found.nlink === 1 && found.size === 0) return handle;
  await handle?.close();
  return undefined;
}

async function openNotFollowing(
  files: Opening,
  path: string,
  access: number,
): Promise<FileHandle | undefined> {
  if (O_NOFOLLOW === 0 && (await files.lstat(path)).isSymbolicLink()) return undefined;
  try {
    return await files.open(path, access | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if (notAFileCodes.has(systemCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** A file can grow while it is read. */
async function readUpTo(handle: FileHandle, limit: number): Promise<FileContent> {
  const chunks: Buffer[] = [];
  for (let length = 0; ; ) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return { bytes: Buffer.concat(chunks) };
    length += bytesRead;
    if (length > limit) return { refused: 'too-large' };
    chunks.push(chunk.subarray(0, bytesRead));
  }
}
