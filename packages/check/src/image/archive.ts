import { posix } from 'node:path';
import type { Secret } from '../sources/secrets.ts';
import { Budget } from './budget.ts';
import { decompressed } from './decompress.ts';
import { type Layer, readLayer } from './layer.ts';
import type { Limits } from './limits.ts';
import { type ArchiveIndex, contentsOf, type Named } from './manifests.ts';
import { SecretScanner } from './secret-scanner.ts';
import { collect, readTar } from './tar.ts';

/** Opens the archive from its start and passes it to `use` as a stream. */
export type ArchiveSource = <Result>(
  use: (chunks: AsyncIterable<Uint8Array>) => Promise<Result>,
) => Promise<Result>;

/** The output of `docker image save`, in the current format (an OCI layout with a manifest.json) or in that from before 2024. */
export interface Archive {
  readonly index: ArchiveIndex;
  readonly named: Named;
  /** The text of each document in the manifests, by path. */
  readonly documents: ReadonlyMap<string, string>;
  /** The image's layers, the lowest first. */
  readonly layers: readonly Layer[];
}

/**
 * Reads an archive in two passes: the manifests are at its end, and only files in them are read. No layer is kept in memory.
 *
 * @throws Error if it is not an archive of an image, ends early, or its manifests exceed a limit
 */
export async function readArchive(
  source: ArchiveSource,
  secrets: readonly Secret[],
  limits: Limits,
): Promise<Archive> {
  const index = await source((chunks) => readIndex(chunks, limits));
  const named = contentsOf(index, limits);
  return source((chunks) => readNamed(chunks, index, named, secrets, limits));
}

async function readIndex(chunks: AsyncIterable<Uint8Array>, limits: Limits): Promise<ArchiveIndex> {
  const documents = new Map<string, unknown>();
  const links = new Map<string, string>();
  const budget = new Budget(limits);
  for await (const { path, type, target, body } of readTar(chunks, limits.header)) {
    budget.entry(path, target);
    // The old format contains a repeated layer once, and links to it.
    if (type === 'symlink') links.set(path, posix.join(posix.dirname(path), target));
    if (type === 'hardlink') links.set(path, target);
    if (type !== 'file' || (path !== 'manifest.json' && path !== 'index.json')) continue;
    documents.set(path, parse(path, `${await collect(body, limits.document)}`));
  }
  return { manifest: documents.get('manifest.json'), index: documents.get('index.json'), links };
}

async function readNamed(
  chunks: AsyncIterable<Uint8Array>,
  index: ArchiveIndex,
  named: Named,
  secrets: readonly Secret[],
  limits: Limits,
): Promise<Archive> {
  const documents = new Map<string, string>();
  const layers = new Map<string, Layer>();
  const context = { secrets, scanner: new SecretScanner(secrets), budget: new Budget(limits) };
  for await (const { path, type, body } of readTar(chunks, limits.header)) {
    if (type !== 'file') continue;
    if (named.layers.includes(path)) {
      layers.set(path, await readLayer(decompressed(body, limits.window), context));
    } else if (named.documents.includes(path)) {
      documents.set(path, `${await collect(body, limits.document)}`);
    }
  }
  const ordered = named.layers.map((path) => {
    const layer = layers.get(path);
    if (layer === undefined) throw new Error(`its archive lacks the layer ${path}`);
    return layer;
  });
  return { index, named, documents, layers: ordered };
}

/** @throws Error that names the document */
export function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} in its archive is not JSON`, { cause: error });
  }
}
