import { gzipSync } from 'node:zlib';
import { archiveOf, endOfArchive, entryOf, paxOf } from './tar-writer.ts';

const MIB = 1024 * 1024;

/** The same bytes repeated as members of one gzip file. */
export function repeated(part: Buffer, times: number): Buffer {
  return Buffer.concat(Array<Buffer>(times).fill(gzipSync(part)));
}

const ended = (...members: readonly Buffer[]) => Buffer.concat([...members, gzipSync(endOfArchive)]);

/** Entries that `make` creates from a number, compressed as a stream. */
function many(count: number, make: (index: number) => Buffer): Buffer {
  const members: Buffer[] = [];
  for (let at = 0; at < count; at += 2000) {
    const length = Math.min(2000, count - at);
    members.push(gzipSync(Buffer.concat(Array.from({ length }, (_, index) => make(at + index)))));
  }
  return ended(...members);
}

/** Files of one size in a folder that is searched. */
export const largeFiles = (count: number, mebibytes: number): Buffer =>
  ended(repeated(entryOf({ path: 'app/model.bin', content: Buffer.alloc(mebibytes * MIB) }), count));

/** One file, larger than any memory. */
export const largeFile = (mebibytes: number): Buffer =>
  ended(
    gzipSync(entryOf({ path: 'app/model.bin', size: mebibytes * MIB })),
    repeated(Buffer.alloc(MIB), mebibytes),
  );

/** One extended header that contains a long name. */
export const largeHeader = (mebibytes: number): Buffer =>
  ended(
    gzipSync(entryOf({ path: 'pax', type: 'x', size: mebibytes * MIB })),
    repeated(Buffer.alloc(MIB, 'x'), mebibytes),
  );

/** Empty files of one folder, with names of this length. */
export const emptyFiles = (count: number, length = 40): Buffer =>
  many(count, (index) => entryOf({ path: `app/${`${index}`.padStart(length, '0')}` }));

/** Files whose paths are folders in folders. */
export const deepFiles = (count: number): Buffer =>
  many(count, (index) =>
    Buffer.concat([paxOf({ path: `${index}/${'a/'.repeat(2000)}b` }), entryOf({ path: 'a' })]),
  );

/** Whiteouts of the same number of files in the layer below. */
export const whiteouts = (count: number): readonly Buffer[] => [
  many(count, (index) => entryOf({ path: `app/${index}` })),
  many(count, (index) => entryOf({ path: `app/.wh.${index}` })),
];

/** Links that refer to each other in a chain. */
export const linkChain = (count: number): Buffer =>
  archiveOf(
    ...Array.from({ length: count }, (_, index) => ({
      path: `app/${index}`,
      type: '2',
      target: `/app/${(index + 1) % count}/x`,
    })),
    ...Array.from({ length: count }, (_, index) => ({ path: `app/0/${index}` })),
  );

/** A global header that applies to each of many entries. */
export const globalHeader = (count: number): Buffer =>
  ended(
    gzipSync(paxOf({ comment: 'x'.repeat(900_000) }, 'g')),
    many(count, (index) => entryOf({ path: `app/${index}` })),
  );

/** Pages and compose files that reach every limit for kept files. */
export const keptFiles = (count: number): Buffer =>
  many(count, (index) => entryOf({ path: `ui/${index}.html`, content: '<p>'.repeat(300_000) }));

/** A metadata.json or compose file that parses to many objects. */
export const denseTree = (path: string, bytes: number): Buffer =>
  archiveOf({ path, content: `{"a":[${'[],'.repeat((bytes - 10) / 3)}0]}` });

/** Frames of Zstandard that unpack to blocks of one repeated byte (RFC 8878 section 3.1.1.2.2). */
export function repeatedFrames(window: number, blocks: number, frames: number): Buffer {
  const exponent = Math.log2(window) - 10;
  const block = (last: number) => {
    const header = Buffer.alloc(4);
    header.writeUIntLE(((128 * 1024) << 3) | (1 << 1) | last, 0, 3);
    return header;
  };
  const frame = Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, exponent << 3]),
    ...Array<Buffer>(blocks - 1).fill(block(0)),
    block(1),
  ]);
  return Buffer.concat(Array<Buffer>(frames).fill(frame));
}
