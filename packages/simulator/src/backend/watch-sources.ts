import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

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

/** @returns undefined for a folder that was removed since it was listed, which its parent reports */
function watchIfExists(folder: string, onChange: (name: string | null) => void): FSWatcher | undefined {
  try {
    return watch(folder, (_event, name) => onChange(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Watches folders, with all folders in them, and single files. A folder is watched and not its files, because many
 * editors replace a file when they save it.
 *
 * @param onChange called once for changes in quick succession
 * @param onError called if a folder cannot be watched, because this machine has no inotify watch left, for example
 * @returns a function that stops watching
 */
export async function watchSources(
  { folders, files }: { readonly folders: readonly string[]; readonly files: readonly string[] },
  onChange: () => void,
  onError: (error: unknown) => void,
): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settledAfter);
  };
  const add = (
    folder: string,
    isSource: (name: string) => boolean,
    changes: (name: string | null) => void,
  ) => {
    if (watchers.has(folder) || isClosed) return;
    const watcher = watchIfExists(folder, (name) => {
      if (name === null || isSource(name)) changes(name);
    });
    watcher?.on('error', () => forget(folder));
    if (watcher) watchers.set(folder, watcher);
  };
  /** A folder that is created again has to be watched again: the watcher is of the removed one. */
  const forget = (removed: string) => {
    for (const [folder, watcher] of watchers) {
      if (folder !== removed && !folder.startsWith(removed + sep)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  /** @returns whether a folder is watched that was not */
  const addFolders = async (): Promise<boolean> => {
    const watched = new Set(watchers.values());
    for (const folder of (await Promise.all(folders.map(foldersIn))).flat()) {
      add(
        folder,
        (name) => !isTemporary(name),
        (name) => {
          if (name !== null) forget(join(folder, name));
          changed();
          // A file in a new folder may be older than the watcher of that folder.
          addFolders().then((isNew) => isNew && changed(), onError);
        },
      );
    }
    return [...watchers.values()].some((watcher) => !watched.has(watcher));
  };
  await addFolders().catch(onError);
  for (const file of files.map((name) => resolve(name))) {
    add(dirname(file), (name) => join(dirname(file), name) === file, changed);
  }
  return () => {
    isClosed = true;
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}
