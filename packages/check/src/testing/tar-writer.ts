/** One entry of an archive, valid or not. */
export interface WrittenEntry {
  readonly path: string;
  /** A type flag of ustar: `0` file (unless given), `1` hard link, `2` symlink, `5` folder, `x` and `g` extended headers. */
  readonly type?: string;
  readonly target?: string;
  readonly content?: string | Buffer;
  /** Replaces the true size in the header. */
  readonly size?: number;
}

/** The header of an entry and its content, padded to a block. */
export function entryOf({ path, type = '0', target = '', content = '', size }: WrittenEntry): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path.slice(0, 100), 0);
  header.write(type === '5' ? '0000755\0' : '0000644\0', 100);
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(target, 157);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** A pax extended header for the next entry. */
export function paxOf(records: Readonly<Record<string, string>>, type = 'x'): Buffer {
  const rows = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = Buffer.byteLength(rest);
    const digits = `${length + `${length + 1}`.length}`.length;
    return `${length + digits}${rest}`;
  });
  return entryOf({ path: 'pax', type, content: rows.join('') });
}

/** The two blocks that end an archive. */
export const endOfArchive = Buffer.alloc(1024);

/** A tar archive. */
export const archiveOf = (...entries: readonly WrittenEntry[]): Buffer =>
  Buffer.concat([...entries.map(entryOf), endOfArchive]);
