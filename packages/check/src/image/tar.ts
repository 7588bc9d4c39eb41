import { ReadableStream, type ReadableStreamDefaultReader } from 'node:stream/web';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';

/** One entry of a tar archive. */
export interface TarEntry {
  /** As written, without a leading `./` or slash. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';
  /** The target of a link. */
  readonly target: string;
  /** In bytes. */
  readonly size: number;
  /** Records of the extended headers that apply to it, including extended attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Skipped if it is not read before the next entry. */
  readonly body: AsyncIterable<Uint8Array>;
}

const types: Readonly<Record<string, TarEntry['type']>> = {
  file: 'file',
  directory: 'folder',
  symlink: 'symlink',
  link: 'hardlink',
};

/**
 * Reads a tar stream entry by entry, in the formats ustar, pax and GNU.
 *
 * @param headerLimit bytes of names and attributes that one entry may have
 * @throws Error if it is not a tar archive, ends without its two blocks of zeros, or has data after them
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  headerLimit: number,
): AsyncGenerator<TarEntry, void, void> {
  const source = { error: undefined as unknown };
  async function* read() {
    try {
      yield* chunks;
    } catch (error) {
      source.error = error;
      throw error;
    }
  }
  try {
    yield* entriesOf(read(), headerLimit);
  } catch (error) {
    if (error === source.error || !(error instanceof Error)) throw error;
    throw new Error(`its tar archive cannot be read to its end (${error.message.replace(/\.$/, '')})`, {
      cause: error,
    });
  }
}

async function* entriesOf(
  chunks: AsyncIterable<Uint8Array>,
  headerLimit: number,
): AsyncGenerator<TarEntry, void, void> {
  const decoder = createTarDecoder({ strict: true });
  const entries: ReadableStream<ParsedTarEntry> = ReadableStream.from(chunks).pipeThrough(decoder);
  for await (const { header, body } of entries) {
    const { name, linkname: target = '', size, type = 'file', pax: attributes = {} } = header;
    const records = Object.entries(attributes).flat();
    const length = [name, target, ...records].reduce((sum, text) => sum + text.length, 0);
    if (length > headerLimit) throw new Error(`an entry has a header of more than ${headerLimit} bytes`);
    const path = name.replace(/^(\.?\/)+/, '');
    const chunks = exactly(body.getReader(), size);
    yield {
      path,
      type: types[type] ?? 'other',
      target,
      size,
      attributes,
      body: { [Symbol.asyncIterator]: () => chunks },
    };
    // The rest is read and not cancelled: modern-tar reads ahead, and cancelling a short body ends the one after it.
    while (!(await chunks.next()).done);
  }
}

/** The chunks of a body, as an iterator that an early end of a loop does not close. */
function exactly(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  size: number,
): AsyncIterator<Uint8Array, void> {
  let left = size;
  return {
    async next(): Promise<IteratorResult<Uint8Array, void>> {
      const { value, done } = await reader.read();
      if (!done) {
        left -= value.length;
        return { done: false, value };
      }
      if (left !== 0) throw new Error(`an entry of ${size} bytes lacks ${left}`);
      return { done: true, value: undefined };
    },
  };
}

/** Reads a stream into one buffer. @throws Error if it is longer than `limit` bytes */
export async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new Error(`a file is longer than ${limit} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
