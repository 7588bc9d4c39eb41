import { type Secret, secretsIn } from '../sources/secrets.ts';
import type { Budget } from './budget.ts';
import { ownedByDistribution } from './distribution.ts';
import type { FoundSecret, SecretScanner } from './secret-scanner.ts';
import { collect, readTar, type TarEntry } from './tar.ts';

/** A file of a layer. Most have neither contents nor secrets, and are all the same object. */
export interface LayerFile {
  readonly kind: 'file';
  /** Of a file that a rule may read. */
  readonly content?: Buffer;
  readonly secrets?: readonly FoundSecret[];
}

/** What a layer contains at a path. */
export type LayerEntry =
  | LayerFile
  | { readonly kind: 'folder' }
  | { readonly kind: 'other' }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'hardlink'; readonly target: string };

/** A secret in a layer. */
export interface LayerSecret {
  readonly path: string;
  /** A sentence. */
  readonly what: string;
  /** The file whose contents it is in; undefined if it is in a name, a link target or an attribute. */
  readonly file?: LayerFile;
}

/** What one layer adds and removes. Paths are absolute and without `.` and `..`. */
export interface Layer {
  readonly added: ReadonlyMap<string, LayerEntry>;
  /** Paths of lower layers that it removes, with all that is below them. */
  readonly removed: ReadonlySet<string>;
  /** Folders whose entries in lower layers it removes. */
  readonly emptied: ReadonlySet<string>;
  readonly secrets: readonly LayerSecret[];
  /** Why the layer was not read to its end. Undefined if it was. */
  readonly incomplete: string | undefined;
}

/** Files with these names contain secrets. */
const privateFile = /(^|\/)(\.env(\.(?!example$)[^/]*)?|id_(rsa|ed25519)|[^/]*client-secret[^/]*)$/;

/** Whiteouts (https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts). */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const RESERVED = '.wh..wh.';

const FILE: LayerFile = { kind: 'file' };
const FOLDER = { kind: 'folder' } as const;
const OTHER = { kind: 'other' } as const;

/** Shared by all layers of an image. */
export interface LayerContext {
  readonly secrets: readonly Secret[];
  readonly scanner: SecretScanner;
  readonly budget: Budget;
}

/**
 * Reads a layer and searches every file for secrets. If the layer is damaged or exceeds a limit, the result has the part
 * before that, and the reason.
 */
export async function readLayer(chunks: AsyncIterable<Uint8Array>, context: LayerContext): Promise<Layer> {
  const { budget } = context;
  const added = new Map<string, LayerEntry>();
  const [removed, emptied] = [new Set<string>(), new Set<string>()];
  const secrets: LayerSecret[] = [];
  const report = (secret: LayerSecret) => {
    budget.finding();
    secrets.push(secret);
  };
  const layer = { added, removed, emptied, secrets };
  const seen = new Map<string, string>();
  try {
    for await (const entry of readTar(budget.unpacked(chunks), budget.limits.header)) {
      const path = absolute(entry.path);
      budget.entry(path, entry.target);
      const read = await readEntry(path, entry, context);
      for (const what of besideContents(path, entry, context.secrets, seen)) report({ path, what });
      if (read.kind === 'file') {
        for (const { what } of read.secrets ?? [])
          report({ path, what: `A layer has ${what} in ${path}.`, file: read });
      }
      if (mark(path, layer)) continue;
      // If a path is repeated, the last entry counts, at its position.
      added.delete(path);
      added.set(path, read);
    }
    return { ...layer, incomplete: undefined };
  } catch (error) {
    return { ...layer, incomplete: error instanceof Error ? error.message : String(error) };
  }
}

async function readEntry(
  path: string,
  entry: TarEntry,
  { scanner, budget }: LayerContext,
): Promise<LayerEntry> {
  if (entry.type === 'folder') return FOLDER;
  if (entry.type === 'other') return OTHER;
  if (entry.type !== 'file') return { kind: entry.type, target: entry.target };
  const content = budget.keeps(path, entry.size) ? await collect(entry.body, entry.size) : undefined;
  const body = content ? [content] : entry.body;
  const secrets = await scanner.scan(iterate(body), !ownedByDistribution.test(path));
  if (!content && secrets.length === 0) return FILE;
  return { kind: 'file', ...(content && { content }), ...(secrets.length > 0 && { secrets }) };
}

async function* iterate(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  yield* chunks;
}

/** Secrets in the name, the link target and the extended attributes of an entry. @param seen records of entries before */
function besideContents(
  path: string,
  { target, attributes }: TarEntry,
  secrets: readonly Secret[],
  seen: Map<string, string>,
): string[] {
  const inPath = secretsIn(path, secrets).map((what) => `A layer has ${what} in the name ${path}.`);
  const inTarget =
    target === ''
      ? []
      : secretsIn(target, secrets).map((what) => `A layer has ${what} in the link target of ${path}.`);
  const inAttributes = Object.entries(attributes).flatMap(([key, value]) => {
    // The parser repeats a global header with each entry.
    if (key === 'path' || key === 'linkpath' || seen.get(key) === value) return [];
    if (seen.size < 512) seen.set(key, value);
    return secretsIn(`${key}=${value}`, secrets).map(
      (what) => `A layer has ${what} in an attribute of ${path}.`,
    );
  });
  const named = privateFile.test(path) ? [`A layer has ${path}, a file for secrets.`] : [];
  return [...inPath, ...inTarget, ...inAttributes, ...named];
}

/** Records a whiteout. @returns whether the path is one */
function mark(path: string, { removed, emptied }: { removed: Set<string>; emptied: Set<string> }): boolean {
  const end = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, end), path.slice(end + 1)];
  if (!name.startsWith(WHITEOUT)) return false;
  if (name === OPAQUE) emptied.add(folder);
  // Docker ignores other reserved names, and a whiteout without a name.
  else if (!name.startsWith(RESERVED) && name !== WHITEOUT)
    removed.add(`${folder}/${name.slice(WHITEOUT.length)}`);
  return true;
}

/** Removes segments that would leave the image, as Docker does. */
function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
