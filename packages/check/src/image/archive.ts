import { posix } from 'node:path';
import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Secret } from '../sources/secrets.ts';
import { ByteReader } from './byte-reader.ts';
import { type Layer, readLayer } from './layer.ts';
import { collect, readTar } from './tar.ts';

/** What `docker image save` writes, in the format of today (an OCI layout with a manifest.json) or of before 2024. */
export interface Archive {
  /** JSON files by their paths. */
  readonly documents: ReadonlyMap<string, unknown>;
  readonly layers: ReadonlyMap<string, Layer>;
}

const GZIP = [0x1f, 0x8b];
const ZSTANDARD = [0x28, 0xb5, 0x2f, 0xfd];
/** Longer than any manifest or configuration, but not than a bill of materials, which nobody asks for here. */
const LONGEST_DOCUMENT = 8 * 1024 * 1024;

/**
 * Reads an archive in one pass, holding no layer of it as a whole.
 *
 * @throws Error where it is none
 */
export async function readArchive(
  chunks: AsyncIterable<Uint8Array>,
  secrets: readonly Secret[],
): Promise<Archive> {
  const documents = new Map<string, unknown>();
  const layers = new Map<string, Layer>();
  const links = new Map<string, string>();
  for await (const { path, type, target, size, body } of readTar(new ByteReader(chunks))) {
    // The old format has a layer once, and links to it where it is used again.
    if (type === 'link') links.set(path, posix.join(posix.dirname(path), target));
    if (type !== 'file') continue;
    const reader = new ByteReader(body);
    const start = await reader.peek(512);
    if (/^\s*[[{]/.test(start.toString('latin1'))) {
      if (size <= LONGEST_DOCUMENT) documents.set(path, JSON.parse(`${await collect(reader.remainder())}`));
    } else if (start.length === 512 || isCompressed(start)) {
      layers.set(path, await readLayer(decompressed(reader, start), secrets));
    }
  }
  for (const [path, target] of links) {
    const layer = layers.get(target);
    if (layer) layers.set(path, layer);
  }
  return { documents, layers };
}

const begins = (start: Buffer, magic: readonly number[]) =>
  magic.every((byte, index) => start[index] === byte);
const isCompressed = (start: Buffer) => begins(start, GZIP) || begins(start, ZSTANDARD);

function decompressed(reader: ByteReader, start: Buffer): ByteReader {
  if (!isCompressed(start)) return reader;
  if (begins(start, ZSTANDARD) && !('createZstdDecompress' in zlib)) {
    throw new Error('its layers are compressed with Zstandard, which Node reads from version 22.15 on');
  }
  const through = begins(start, GZIP) ? zlib.createGunzip() : zstandard();
  const source = Readable.from(reader.remainder());
  source.once('error', (error) => through.destroy(error));
  return new ByteReader(source.pipe(through));
}

/** Newer than the types of the oldest Node that this runs on. */
function zstandard(): NodeJS.ReadWriteStream &
  AsyncIterable<Uint8Array> & { destroy(error: Error): unknown } {
  return (zlib as unknown as { createZstdDecompress(): zlib.Gunzip }).createZstdDecompress();
}
