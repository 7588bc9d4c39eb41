import type { Layer, LayerEntry, LayerFile } from './layer.ts';
import type { Limits } from './limits.ts';

interface Folder {
  readonly kind: 'directory';
  readonly children: Map<string, Node>;
}
type Node = Folder | Exclude<LayerEntry, { kind: 'folder' | 'hardlink' }>;

/** The limit of Linux. */
const MOST_LINKS = 40;

/** The files that a container of the image would have. Links are resolved inside the image. */
export class FileTree {
  readonly #root: Folder = newFolder();
  readonly #limits: Limits;
  #folders = 0;
  #steps = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Applies a layer. @throws Error past a limit */
  apply({ added, removed, emptied }: Layer): void {
    for (const path of emptied) {
      const folder = this.#find(path);
      if (folder?.kind === 'directory') folder.children.clear();
    }
    for (const path of removed) {
      const [parent, name] = split(path);
      const folder = this.#find(parent);
      if (folder?.kind === 'directory') folder.children.delete(name);
    }
    for (const [path, entry] of added) if (path !== '/') this.#add(path, entry);
  }

  /** The entry at a path; undefined if there is none, or for a broken link. */
  at(path: string): 'folder' | 'other' | LayerFile | undefined {
    const node = this.#find(path);
    if (node?.kind === 'directory') return 'folder';
    return node === undefined || node.kind === 'file' ? node : 'other';
  }

  /** Every file below a folder, with its path from there. A folder that is linked twice is listed once. */
  filesIn(folder: string): { readonly path: string; readonly file: LayerFile }[] {
    const found: { path: string; file: LayerFile }[] = [];
    const visited = new Set<Node>();
    const start = folder.replace(/\/$/, '');
    const waiting = [start];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const node = this.#find(at);
      if (node?.kind === 'file' && at !== start) found.push({ path: at, file: node });
      if (node?.kind !== 'directory' || visited.has(node)) continue;
      visited.add(node);
      for (const name of node.children.keys()) waiting.push(`${at}/${name}`);
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #add(path: string, entry: LayerEntry): void {
    const [parent, name] = split(path);
    const folder = this.#find(parent, { create: true });
    if (folder?.kind !== 'directory') return;
    if (entry.kind === 'folder') {
      // A folder keeps the entries of a folder in a lower layer, and replaces any other entry.
      if (folder.children.get(name)?.kind !== 'directory') folder.children.set(name, this.#newFolder());
    } else if (entry.kind === 'hardlink') {
      const linked = this.#find(entry.target, { keepLast: true });
      if (linked && linked.kind !== 'directory') folder.children.set(name, linked);
    } else {
      folder.children.set(name, entry);
    }
  }

  #find(path: string, { create = false, keepLast = false } = {}): Node | undefined {
    const above: Folder[] = [this.#root];
    const names = partsOf(path);
    for (let links = 0, name = names.pop(); name !== undefined; name = names.pop()) {
      this.#steps += 1;
      if (this.#steps > this.#limits.steps)
        throw new Error('its paths lead through too many folders and links');
      if (name === '..') {
        if (above.length > 1) above.pop();
        continue;
      }
      const folder = above.at(-1) ?? this.#root;
      const node = folder.children.get(name);
      const last = names.length === 0;
      if (node?.kind === 'symlink' && !(last && keepLast)) {
        links += 1;
        if (links > MOST_LINKS) return undefined;
        if (node.target.startsWith('/')) above.length = 1;
        names.push(...partsOf(node.target));
      } else if (node?.kind === 'directory') above.push(node);
      else if (create) {
        const made = this.#newFolder();
        folder.children.set(name, made);
        above.push(made);
      } else return last ? node : undefined;
    }
    return above.at(-1);
  }

  #newFolder(): Folder {
    this.#folders += 1;
    if (this.#folders > this.#limits.entries) throw new Error('its paths lead through too many folders');
    return newFolder();
  }
}

/** The last part first. */
const partsOf = (path: string) =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .reverse();

const newFolder = (): Folder => ({ kind: 'directory', children: new Map() });

function split(path: string): [string, string] {
  const end = path.lastIndexOf('/');
  return [path.slice(0, end), path.slice(end + 1)];
}
