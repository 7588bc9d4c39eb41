import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { excludes } from './ignore-file.ts';
import { isPrivate } from './private-files.ts';
import { Text } from './text.ts';

/** Generated files and folders. */
const left = new Set(['node_modules', 'dist', 'vendor', '.git', '.nx', '.ddext-simulator']);

/** A longer file is generated. */
const LONGEST = 1024 * 1024;

/**
 * The texts below a folder, in the order of their paths. Symbolic links are not followed. Files that may contain secrets are
 * excluded: the .env files at the root, and other settings and keys that git ignores.
 *
 * @param all includes files of any name and length
 * @param privateFiles receives the files that are excluded because of their secrets
 */
export async function readFolder(
  directory: string,
  { all = false, privateFiles = [] as Text[] } = {},
): Promise<Text[]> {
  const texts: Text[] = [];
  const ignored = all ? '' : await readFile(join(directory, '.gitignore'), 'utf8').catch(noFile);
  const isApart = (path: string) =>
    isPrivate(path) && (/^\.env[^/]*$/.test(path) || excludes('.gitignore', ignored, path));
  const enter = async (below: string): Promise<void> => {
    const entries = await readdir(join(directory, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (!all && left.has(entry.name)) continue;
      const apart = !all && isApart(path);
      if (entry.isDirectory() && !apart) await enter(path);
      else if (entry.isFile() && (all || (await stat(join(directory, path))).size <= LONGEST)) {
        const text = new Text(path, await readFile(join(directory, path), 'utf8'));
        (apart ? privateFiles : texts).push(text);
      }
    }
  };
  await enter('');
  return texts;
}

function noFile(error: unknown): string {
  if (['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
  throw error;
}
