import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { ZSTANDARD, zstandard } from './zstandard.ts';

const GZIP = 0x8b1f;

/**
 * The tar stream of a layer. Its first bytes tell whether it is compressed with gzip, with Zstandard, or not at all.
 *
 * @param window bytes that a Zstandard frame may refer back to
 * @throws Error if the compressed data is damaged, ends early, or is followed by other data
 */
export async function* decompressed(
  chunks: AsyncIterable<Uint8Array>,
  window: number,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = new ByteReader(chunks);
  const start = Buffer.concat([await reader.peek(4), Buffer.alloc(4)]);
  if (start.readUInt16LE() === GZIP) yield* gunzip(reader.remainder());
  else if (start.readUInt32LE() === ZSTANDARD) yield* zstandard(reader, window);
  // A skippable frame may come first (RFC 8878 section 3.1.2).
  else if (start.readUInt32LE() >>> 4 === 0x184d2a5) yield* zstandard(reader, window);
  else yield* reader.remainder();
}

/** All members of a gzip file (RFC 1952 section 2.2). */
async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const given = { bytes: 0, ended: false };
  async function* counted() {
    for await (const chunk of chunks) {
      given.bytes += chunk.length;
      yield chunk;
    }
    given.ended = true;
  }
  const source = Readable.from(counted());
  const unzip = createGunzip({ chunkSize: 64 * 1024 });
  // The consumer of `unzip` sees the error that this one reports.
  pipeline(source, unzip, () => {});
  yield* unzip;
  // Node silently ignores data after the last member.
  if (!given.ended || unzip.bytesWritten !== given.bytes) {
    source.destroy();
    throw new Error('its gzip data is followed by other data');
  }
}
