import { Decompress } from 'fzstd';
import type { ByteReader } from './byte-reader.ts';

/** Magic number of a frame (RFC 8878 section 3.1.1). */
export const ZSTANDARD = 0xfd2fb528;
const LARGEST_BLOCK = 128 * 1024;
const LONGEST_HEADER = 18;
const BLOCKS_OF_A_SHORT_FRAME = 8;

/**
 * Decompresses every frame and skips skippable ones (RFC 8878 section 3.1). Node's own decoder requires Node.js 22.15,
 * and ends after the first frame.
 *
 * @param window bytes that a frame may refer back to
 * @throws Error if a frame is damaged, incomplete, needs a larger window or a dictionary, or is followed by other data
 */
export async function* zstandard(reader: ByteReader, window: number): AsyncGenerator<Uint8Array, void, void> {
  for (;;) {
    const start = await reader.peek(LONGEST_HEADER);
    if (start.length === 0) return;
    if (start.length < 5) throw new Error('its Zstandard data is followed by something else');
    if (start.readUInt32LE() >>> 4 === 0x184d2a5) await skipFrame(reader);
    else yield* frame(reader, headerOf(start, window));
  }
}

async function skipFrame(reader: ByteReader): Promise<void> {
  const header = await exactly(reader, 8);
  for await (const _ of reader.take(header.readUInt32LE(4)));
}

interface FrameHeader {
  readonly length: number;
  readonly checksumLength: number;
  /** In bytes. */
  readonly window: number;
}

/** RFC 8878 section 3.1.1.1. */
function headerOf(start: Buffer, limit: number): FrameHeader {
  if (start.readUInt32LE() !== ZSTANDARD) throw new Error('its Zstandard data is followed by something else');
  const descriptor = start.readUInt8(4);
  const single = (descriptor >> 5) & 1;
  const sizeFlag = descriptor >> 6;
  if (descriptor & 3) throw new Error('its Zstandard data needs a dictionary');
  const sizeLength = sizeFlag === 0 ? single : 1 << sizeFlag;
  const length = 6 - single + sizeLength;
  if (start.length < length) throw new Error('its Zstandard data ends early');
  const window = single ? contentSize(start.subarray(5, length)) : windowSize(start.readUInt8(5));
  if (window > limit) throw new Error(`its Zstandard window is larger than ${limit} bytes`);
  return { length, checksumLength: descriptor & 4, window };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Two bytes count from 256 (RFC 8878 section 3.1.1.1.4). */
function contentSize(bytes: Buffer): number {
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE());
  return bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);
}

async function* frame(
  reader: ByteReader,
  { length, checksumLength, window }: FrameHeader,
): AsyncGenerator<Uint8Array, void, void> {
  let unpacked: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => unpacked.push(chunk));
  const header = await exactly(reader, length);
  const first = await firstBlocks(reader, checksumLength);
  const { ended } = first;
  // fzstd moves a whole window for each block. A short frame gets a smaller window, because it cannot fill a larger one.
  const needed = ended ? 2 ** Math.ceil(Math.log2(first.blocks.length * LARGEST_BLOCK)) : window;
  decoder.push(needed < window ? headerWith(needed, checksumLength) : header);
  for (const [index, block] of first.blocks.entries()) {
    decoder.push(block, ended && index === first.blocks.length - 1);
    yield* unpacked;
    unpacked = [];
  }
  for (let last = ended; !last; ) {
    const block = await nextBlock(reader, checksumLength);
    last = block.last;
    decoder.push(block.bytes, last);
    yield* unpacked;
    unpacked = [];
  }
}

async function firstBlocks(reader: ByteReader, checksumLength: number) {
  const blocks: Buffer[] = [];
  for (;;) {
    const { bytes, last } = await nextBlock(reader, checksumLength);
    blocks.push(bytes);
    if (last || blocks.length === BLOCKS_OF_A_SHORT_FRAME) return { blocks, ended: last };
  }
}

/** RFC 8878 section 3.1.1.2. The last block comes with the checksum after it. */
async function nextBlock(reader: ByteReader, checksumLength: number) {
  const header = await exactly(reader, 3);
  const block = header.readUIntLE(0, 3);
  const last = (block & 1) === 1;
  const [type, size] = [(block >> 1) & 3, block >> 3];
  if (size > LARGEST_BLOCK) throw new Error('its Zstandard data is damaged');
  // A block of type 1 is one byte, to be repeated.
  const body = await exactly(reader, (type === 1 ? 1 : size) + (last ? checksumLength : 0));
  return { bytes: Buffer.concat([header, body]), last };
}

/** The header of a frame with this window, a power of two, and of unknown size. */
function headerWith(window: number, checksumLength: number): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt32LE(ZSTANDARD);
  header.writeUInt8(checksumLength, 4);
  header.writeUInt8((Math.log2(window) - 10) << 3, 5);
  return header;
}

async function exactly(reader: ByteReader, count: number): Promise<Buffer> {
  const bytes = await reader.read(count);
  if (bytes.length < count) throw new Error('its Zstandard data ends early');
  return bytes;
}
