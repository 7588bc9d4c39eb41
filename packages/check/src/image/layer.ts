import type { Secret } from '../sources/secrets.ts';
import { spellingsOf } from '../sources/secrets.ts';
import type { ByteReader } from './byte-reader.ts';
import { readTar, type TarEntry } from './tar.ts';

/** What one layer adds and removes. Paths are absolute. */
export interface Layer {
  readonly added: ReadonlySet<string>;
  /** Paths that it hides, with all that is below them. */
  readonly removed: readonly string[];
  /** Of files that may be the extension's own. */
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly secrets: readonly { readonly path: string; readonly name: string }[];
}

/** Where the base image has its files; nothing of the extension is looked for there but secrets. */
const system = /^\/(usr|lib|lib64|bin|sbin|etc|var|opt|proc|sys|dev|boot)\//;
const LARGEST_KEPT = 16 * 1024 * 1024;

/** Marks of removal (https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts). */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** Reads a layer, looking into every file for secrets. */
export async function readLayer(reader: ByteReader, secrets: readonly Secret[]): Promise<Layer> {
  const added = new Set<string>();
  const removed: string[] = [];
  const contents = new Map<string, Buffer>();
  const found: { path: string; name: string }[] = [];
  for await (const entry of readTar(reader)) {
    const path = `/${entry.path}`;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (name === OPAQUE) removed.push(folder);
    else if (name.startsWith(WHITEOUT)) removed.push(folder + name.slice(WHITEOUT.length));
    else {
      added.add(path);
      if (entry.type === 'file') {
        const { content, names } = await readFile(path, entry, secrets);
        found.push(...names.map((each) => ({ path, name: each })));
        if (content) contents.set(path, content);
      }
    }
  }
  return { added, removed, contents, secrets: found };
}

async function readFile(path: string, { body, size }: TarEntry, secrets: readonly Secret[]) {
  const kept = !system.test(path) && size <= LARGEST_KEPT;
  if (!kept && secrets.length === 0) return { content: undefined, names: [] };
  const needles = secrets.flatMap((secret) =>
    spellingsOf(secret).map((spelling) => ({ name: secret.name, bytes: Buffer.from(spelling) })),
  );
  const overlap = Math.max(0, ...needles.map(({ bytes }) => bytes.length - 1));
  const names = new Set<string>();
  const parts: Uint8Array[] = [];
  let tail: Uint8Array = new Uint8Array();
  for await (const chunk of body) {
    if (kept) parts.push(chunk);
    // A secret may begin in one chunk and end in the next.
    const window = Buffer.concat([tail, chunk]);
    for (const { name, bytes } of needles) if (window.includes(bytes)) names.add(name);
    tail = window.subarray(Math.max(0, window.length - overlap));
  }
  return { content: kept ? Buffer.concat(parts) : undefined, names: [...names] };
}
