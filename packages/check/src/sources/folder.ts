import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Text } from './text.ts';

/** What no person wrote, or what holds the secrets that are looked for elsewhere. */
const left = new Set(['node_modules', 'dist', 'vendor', '.git', '.nx', '.ddext-simulator']);
const isPrivate = (name: string) => /^\.env(\..+)?$/.test(name) && name !== '.env.example';

/** A longer file is no text that a person wrote. */
const LONGEST = 1024 * 1024;

/**
 * The texts below a folder, in the order of their paths. Symbolic links are not followed.
 *
 * @param all whatever their names and lengths
 */
export async function readFolder(directory: string, { all = false } = {}): Promise<Text[]> {
  const texts: Text[] = [];
  const enter = async (below: string): Promise<void> => {
    const entries = await readdir(join(directory, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!all && (left.has(entry.name) || isPrivate(entry.name))) continue;
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) await enter(path);
      else if (entry.isFile() && (all || (await stat(join(directory, path))).size <= LONGEST)) {
        texts.push(new Text(path, await readFile(join(directory, path), 'utf8')));
      }
    }
  };
  await enter('');
  return texts;
}
