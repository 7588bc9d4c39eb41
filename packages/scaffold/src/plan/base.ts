import { deflateSync, inflateSync } from 'node:zlib';

/** The file of an extension that keeps the generated text of its files. Later changes tell it from the user's edits. */
export const basePath = 'ddext-oauth.base';

/** The generated texts of an extension. */
export interface Base {
  /**
   * Path to text. A path has several texts after a git merge of two branches that changed the file (`merge=union` in
   * .gitattributes keeps the lines of both).
   */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** Lines that cannot be read. */
  readonly damaged: readonly string[];
}

/** Small windows and chunks: the files are small, and zlib allocates memory for each of them. */
const compression = { windowBits: 13, memLevel: 5, chunkSize: 4096 };

/** No generated file is larger. */
const LARGEST = 10_000_000;

/**
 * One line for each file, sorted, so that git merges the file by generated file. It is not JSON, so that no formatter changes it.
 *
 * @param texts a path may occur several times
 * @param header comment lines, each with its line break
 * @param previous the file to replace. A line whose text does not change keeps its bytes, because those of zlib differ by platform
 */
export function writeBase(
  header: string,
  texts: Iterable<readonly [path: string, text: string]>,
  previous?: string,
): string {
  const existing = new Map(entriesOf(previous).map(({ path, text, line }) => [`${path}\n${text}`, line]));
  const lines = [...texts].map(
    ([path, text]) => existing.get(`${path}\n${text}`) ?? `${encodeURI(path)} ${compress(path, text)}`,
  );
  return `${header}${lines.sort().join('\n')}\n`;
}

/** Reads a base. Its damaged lines, and a file that does not exist, contribute no text. */
export function readBase(file: string | undefined): Base {
  const texts = new Map<string, string[]>();
  const damaged: string[] = [];
  for (const { line, path, text } of entriesOf(file)) {
    if (text === undefined) damaged.push(line);
    else texts.set(path, [...(texts.get(path) ?? []), text]);
  }
  return { texts, damaged };
}

interface Entry {
  readonly line: string;
  readonly path: string;
  readonly text: string | undefined;
}

function entriesOf(file = ''): readonly Entry[] {
  const lines = file
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^(?:#|<{7}|\|{7}|={7}|>{7})/.test(line));
  return [...new Set(lines)].map((line) => {
    const [, encoded = '', content = ''] = /^(\S+) (\S+)$/.exec(line) ?? [];
    const path = decodePath(encoded);
    return { line, path, text: decompress(path, content) };
  });
}

/**
 * The path is the preset dictionary, whose checksum is part of the format. A search and replace of a
 * renamed path in all files damages the line, so that the renamed file does not count as generated at its new path.
 */
function compress(path: string, text: string): string {
  return deflateSync(text, { ...compression, dictionary: Buffer.from(path) }).toString('base64');
}

/** Undefined for content that is incomplete or was changed, or has another path: the format contains checksums of both. */
function decompress(path: string, content: string): string | undefined {
  try {
    const options = { maxOutputLength: LARGEST, dictionary: Buffer.from(path) };
    return inflateSync(Buffer.from(content, 'base64'), options).toString('utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

/** A path that is not encoded is part of a damaged line. */
function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
