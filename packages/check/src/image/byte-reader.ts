/** Reads given numbers of bytes from a stream, with as little buffering as possible. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Returns the next bytes without consuming them. Fewer at the end of the stream. */
  async peek(count: number): Promise<Buffer> {
    while (this.#rest.length < count) {
      const { value, done } = await this.#chunks.next();
      if (done) break;
      this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    }
    return Buffer.from(this.#rest.subarray(0, count));
  }

  /** Consumes the next bytes. Fewer at the end of the stream. */
  async read(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** Consumes the next bytes in the chunks of the stream. @throws Error if the stream ends before */
  async *take(count: number): AsyncGenerator<Uint8Array, void, void> {
    for (let left = count; left > 0; ) {
      if (this.#rest.length === 0) await this.peek(1);
      const chunk = this.#rest.subarray(0, left);
      if (chunk.length === 0) throw new Error(`it ends ${left} bytes too early`);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  /** The rest of the stream. */
  async *remainder(): AsyncGenerator<Uint8Array, void, void> {
    while ((await this.peek(1)).length > 0) {
      const chunk = this.#rest;
      this.#rest = new Uint8Array();
      yield chunk;
    }
  }
}
