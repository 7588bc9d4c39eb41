import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Place } from './place.ts';

type Path = readonly (string | number)[];

/** A file with a syntax error or an unexpected structure. */
export class Malformed extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** A JSON or YAML file: its values, and the line of each. */
export class Tree {
  readonly file: string;
  readonly #value: unknown;
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #lines: LineCounter;

  /** @throws {Malformed} */
  constructor(file: string, content: string) {
    this.file = file;
    this.#lines = new LineCounter();
    // Every JSON document is also YAML 1.2, whose parser provides line numbers.
    // Docker Compose merges maps by the key `<<`.
    this.#document = parseDocument(content, { lineCounter: this.#lines, prettyErrors: false, merge: true });
    const [error] = this.#document.errors;
    if (file.endsWith('.json')) {
      try {
        this.#value = JSON.parse(content);
        return;
      } catch (cause) {
        throw new Malformed(`is not JSON: ${(cause as Error).message}`, this.#lineOf(error?.pos[0] ?? 0));
      }
    }
    if (error) throw new Malformed(`is not YAML: ${error.message}`, this.#lineOf(error.pos[0]));
    try {
      this.#value = this.#document.toJS();
    } catch (cause) {
      throw new Malformed(`cannot be read: ${(cause as Error).message}`, 1);
    }
  }

  /** The value at a path; undefined if there is none. */
  at(...path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string | number, unknown>)[key]
          : undefined,
      this.#value,
    );
  }

  /** The value at a path where it is an object, and an empty one otherwise. */
  objectAt(...path: Path): Record<string, unknown> {
    const value = this.at(...path);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  }

  /** The value at a path where it is a list, and an empty one otherwise. */
  listAt(...path: Path): readonly unknown[] {
    const value = this.at(...path);
    return Array.isArray(value) ? value : [];
  }

  /** The place of the value at a path, or of the nearest parent. */
  place(...path: Path): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return { file: this.file, line: this.#lineOf(node.range[0]) };
    }
    return { file: this.file, line: 1 };
  }

  #lineOf(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }
}
