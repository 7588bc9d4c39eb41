import { crc32 } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * @typedef {object} Frame
 * @property {Buffer} png
 * @property {number} left its offset in the first picture, in pixels
 * @property {number} top
 * @property {number} milliseconds how long it is shown
 */

/**
 * Makes an animated PNG of PNG files. A browser that shows no animation shows the first picture.
 *
 * @see https://www.w3.org/TR/png-3/#apng-frame-based-animation
 * @param {readonly Frame[]} frames The first one is as large as the animation. The others are drawn over what is shown.
 * @throws {Error} if a picture has another color type than the first one
 */
export function animatedPicture(frames) {
  const [first] = frames.map(({ png }) => headerOf(png));
  if (!first) throw new Error('An animation needs a picture.');
  let sequence = 0;
  const body = frames.flatMap(({ png, left, top, milliseconds }, at) => {
    const header = headerOf(png);
    if (!header.subarray(8).equals(first.subarray(8)))
      throw new Error(`Picture ${at + 1} has another color type than the first one.`);
    const control = Buffer.alloc(26);
    control.writeUInt32BE(sequence++, 0);
    header.copy(control, 4, 0, 8);
    control.writeUInt32BE(left, 12);
    control.writeUInt32BE(top, 16);
    control.writeUInt16BE(milliseconds, 20);
    control.writeUInt16BE(1000, 22);
    const data = dataOf(png).map((bytes) => {
      if (at === 0) return chunk('IDAT', bytes);
      const number = Buffer.alloc(4);
      number.writeUInt32BE(sequence++, 0);
      return chunk('fdAT', Buffer.concat([number, bytes]));
    });
    return [chunk('fcTL', control), ...data];
  });
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(frames.length, 0);
  return Buffer.concat([
    signature,
    chunk('IHDR', first),
    chunk('acTL', animation),
    ...body,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * The chunks of a PNG file.
 *
 * @param {Buffer} png
 */
function* chunksOf(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is not a PNG file.');
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** @param {Buffer} png */
function headerOf(png) {
  for (const { type, data } of chunksOf(png)) if (type === 'IHDR') return data;
  throw new Error('A PNG file without a header.');
}

/** @param {Buffer} png */
const dataOf = (png) => [...chunksOf(png)].filter(({ type }) => type === 'IDAT').map(({ data }) => data);

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length, 0);
  check.writeUInt32BE(crc32(typed), 0);
  return Buffer.concat([length, typed, check]);
}
