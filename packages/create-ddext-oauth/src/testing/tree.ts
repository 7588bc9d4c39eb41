import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All entries in a directory: a path to a file's size and digest, or to null for a directory. */
export async function treeOf(directory: string): Promise<Record<string, ReturnType<typeof fileOf> | null>> {
  const paths = (await readdir(directory, { recursive: true })).sort();
  const entries = paths.map(async (path) => {
    const absolute = join(directory, path);
    const isFile = (await lstat(absolute)).isFile();
    return [path, isFile ? fileOf(await readFile(absolute)) : null] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The value of a file in such a tree. */
export function fileOf(content: Uint8Array | string): { bytes: number; sha256: string } {
  const sha256 = createHash('sha256').update(content).digest('base64url');
  return { bytes: Buffer.byteLength(content), sha256 };
}
