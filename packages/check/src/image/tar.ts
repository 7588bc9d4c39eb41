import type { ByteReader } from './byte-reader.ts';

const BLOCK = 512;

/** One entry of a tar archive. */
export interface TarEntry {
  /** Without `./` and slashes around it. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  /** Of a link, where it leads. */
  readonly target: string;
  readonly size: number;
  /** Has to be read before the next entry; what is not read is passed over. */
  readonly body: AsyncIterable<Uint8Array>;
}

const types: Readonly<Record<string, TarEntry['type']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'link',
  '2': 'link',
  '5': 'folder',
};

/**
 * Reads a tar stream, in the formats that Docker writes: ustar, with the extended headers of pax and GNU
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13).
 *
 * @throws Error where it is no tar archive, or ends early
 */
export async function* readTar(reader: ByteReader): AsyncGenerator<TarEntry, void, void> {
  let extended: Record<string, string> = {};
  for (;;) {
    const header = await reader.read(BLOCK);
    // Two blocks of zeros end an archive; some end without.
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    if (header.length < BLOCK || !hasChecksum(header)) throw new Error('it is no tar archive');
    const size = Number(extended.size ?? numberIn(header, 124, 12));
    const kind = String.fromCharCode(header[156] ?? 0);
    const content = reader.take(size);
    if (kind === 'x' || kind === 'L' || kind === 'K') {
      const bytes = await collect(content);
      extended = {
        ...extended,
        ...(kind === 'x' ? paxRecords(bytes) : { [kind === 'L' ? 'path' : 'linkpath']: textIn(bytes) }),
      };
    } else if (kind !== 'g') {
      const path =
        extended.path ?? [textIn(header, 345, 155), textIn(header, 0, 100)].filter(Boolean).join('/');
      yield {
        path: path.replace(/^(\.?\/)+|\/+$/g, ''),
        type: types[kind] ?? 'other',
        target: extended.linkpath ?? textIn(header, 157, 100),
        size,
        body: content,
      };
      extended = {};
    }
    for await (const _ of content);
    await reader.read((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

/** All of a stream in one. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The sum of a header's bytes, its own field taken for spaces. */
export function checksumOf(header: Uint8Array): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

const hasChecksum = (header: Buffer) => numberIn(header, 148, 8) === checksumOf(header);

function textIn(bytes: Buffer, start = 0, length = bytes.length): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString();
}

/** Octal digits or, with the first bit set, the number itself. */
function numberIn(header: Buffer, start: number, length: number): number {
  const first = header[start] ?? 0;
  if (first & 0x80) return Number(BigInt(`0x${header.subarray(start + 1, start + length).toString('hex')}`));
  return Number.parseInt(textIn(header, start, length).trim() || '0', 8);
}

/** `LENGTH KEY=VALUE\n`, the length in bytes and of the whole record. */
function paxRecords(bytes: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.subarray(at, at + 20).toString(), 10);
    if (!(length > 0)) break;
    const [, key = '', value = ''] =
      /^\d+ ([^=]+)=(.*)\n$/s.exec(bytes.subarray(at, at + length).toString()) ?? [];
    records[key] = value;
    at += length;
  }
  return records;
}
