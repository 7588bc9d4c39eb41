import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Milliseconds. An editor writes a file in several steps, and "Save all" several files. */
const settledAfter = 100;

/** Whether it is a file that an editor writes beside the one that is edited. */
function isTemporary(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || /^\d+$/.test(name);
}

/** The folder and the folders in it. A folder that does not exist has none. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [];
  const inner = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules');
  return [folder, ...(await Promise.all(inner.map(({ name }) => foldersIn(join(folder, name))))).flat()];
}

/**
 * Watches folders, with all folders in them, and single files. A folder is watched and not its files, because many
 * editors replace a file when they save it.
 *
 * @param onChange called once for changes in quick succession
 * @returns a function that stops watching
 */
export async function watchSources(
  { folders, files }: { readonly folders: readonly string[]; readonly files: readonly string[] },
  onChange: () => void,
): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settledAfter);
  };
  const add = (folder: string, isSource: (name: string) => boolean, changes: () => void) => {
    if (watchers.has(folder) || isClosed) return;
    const watcher = watch(folder, (_event, name) => {
      if (name === null || isSource(name)) changes();
    });
    const forget = () => {
      watcher.close();
      watchers.delete(folder);
    };
    // The folder was removed, which its parent reports too.
    watcher.on('error', forget);
    watchers.set(folder, watcher);
  };
  const addFolders = async () => {
    for (const folder of (await Promise.all(folders.map(foldersIn))).flat()) {
      add(
        folder,
        (name) => !isTemporary(name),
        () => {
          changed();
          void addFolders();
        },
      );
    }
  };
  await addFolders();
  for (const file of files.map((name) => resolve(name))) {
    add(dirname(file), (name) => join(dirname(file), name) === file, changed);
  }
  return () => {
    isClosed = true;
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
