import { looks, type Secret, spellingsOf } from '../sources/secrets.ts';

/** A secret in a file. */
export interface FoundSecret {
  /** `the value of NAME`, or `what looks like a token of X`. */
  readonly what: string;
  /** From 1. */
  readonly line: number;
}

const SMALLEST_WINDOW = 128 * 1024;
/** Longer than any pattern, except known secrets. */
const SMALLEST_OVERLAP = 4096;

/** Searches files of any size for secrets, one window at a time. A scanner is used for one file after the other. */
export class SecretScanner {
  readonly #needles: readonly { readonly what: string; readonly bytes: Buffer }[];
  readonly #overlap: number;
  readonly #window: Buffer;

  constructor(secrets: readonly Secret[]) {
    this.#needles = secrets.flatMap((secret) =>
      spellingsOf(secret).map((spelling) => ({
        what: `the value of ${secret.name}`,
        bytes: Buffer.from(spelling),
      })),
    );
    this.#overlap = Math.max(SMALLEST_OVERLAP, ...this.#needles.map(({ bytes }) => bytes.length));
    this.#window = Buffer.alloc(Math.max(SMALLEST_WINDOW, 4 * this.#overlap));
  }

  /**
   * Reads a stream to its end. Each secret is reported once.
   *
   * @param alike whether what only looks like a secret counts
   */
  async scan(chunks: AsyncIterable<Uint8Array>, alike: boolean): Promise<FoundSecret[]> {
    const found = new Map<string, number>();
    const state = { length: 0, line: 1, first: true };
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        const part = chunk.subarray(at, at + this.#window.length - state.length);
        this.#window.set(part, state.length);
        at += part.length;
        state.length += part.length;
        if (state.length < this.#window.length) continue;
        this.#examine(found, { ...state, alike, last: false });
        const kept = this.#window.length - this.#overlap;
        state.line += linesIn(this.#window.subarray(0, kept));
        this.#window.copyWithin(0, kept);
        Object.assign(state, { length: this.#overlap, first: false });
      }
    }
    this.#examine(found, { ...state, alike, last: true });
    const known = new Set(this.#needles.flatMap(({ what }) => found.get(what) ?? []));
    return [...found]
      .map(([what, line]) => ({ what, line }))
      .filter(({ what, line }) => what.startsWith('the value') || !known.has(line));
  }

  #examine(
    found: Map<string, number>,
    at: { length: number; line: number; first: boolean; last: boolean; alike: boolean },
  ): void {
    const window = this.#window.subarray(0, at.length);
    const add = (what: string, index: number) => {
      if (!found.has(what)) found.set(what, at.line + linesIn(window.subarray(0, index)));
    };
    for (const { what, bytes } of this.#needles) {
      const index = found.has(what) ? -1 : window.indexOf(bytes);
      if (index !== -1) add(what, index);
    }
    if (!at.alike) return;
    // Secrets are ASCII. With this encoding, an index into the text is an index into the bytes.
    const text = window.toString('latin1');
    for (const { of, pattern } of looks) {
      const what = `what looks like ${of}`;
      if (found.has(what)) continue;
      for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
        const end = match.index + match[0].length;
        // At the edge of a window, the text around a match is unknown. The window before or after contains all of it.
        const cutBefore = match.index === 0 && !at.first;
        const cutAfter = end === at.length && !at.last && match.index > at.length - this.#overlap;
        if (!cutBefore && !cutAfter) add(what, match.index);
      }
    }
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
