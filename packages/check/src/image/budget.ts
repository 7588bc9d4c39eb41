import { ownedByDistribution } from './distribution.ts';
import type { Limits } from './limits.ts';

/** Counts what is read of all layers of an image, and enforces the limits. */
export class Budget {
  readonly limits: Limits;
  #entries = 0;
  #paths = 0;
  #kept = 0;
  #unpacked = 0;
  #findings = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Counts an entry. @throws Error past a limit */
  entry(path: string, target: string): void {
    const { limits } = this;
    if (path.length > limits.path) throw new Error(`it has a path of more than ${limits.path} bytes`);
    if (target.length > limits.path)
      throw new Error(`it has a link target of more than ${limits.path} bytes`);
    this.#entries += 1;
    this.#paths += path.length + target.length;
    if (this.#entries > limits.entries) throw new Error(`the image has more than ${limits.entries} entries`);
    if (this.#paths > limits.paths) {
      throw new Error(`the paths of the image have more than ${limits.paths} bytes together`);
    }
  }

  /** Counts a finding. @throws Error past the limit */
  finding(): void {
    this.#findings += 1;
    if (this.#findings > this.limits.findings) {
      throw new Error(`the image has more than ${this.limits.findings} places with secrets`);
    }
  }

  /** Whether the contents of a file are kept for the rules. Counts those that are. */
  keeps(path: string, size: number): boolean {
    const limit = this.#limitOf(path);
    if (size > limit || this.#kept + size > this.limits.kept) return false;
    this.#kept += size;
    return true;
  }

  /** Any file at the root or of these kinds. Which of them metadata.json names is known after all layers are read. */
  #limitOf(path: string): number {
    if (ownedByDistribution.test(path) || path.includes('/node_modules/')) return 0;
    if (/\.html?$/i.test(path)) return this.limits.page;
    return /^\/[^/]+$|\.(ya?ml|json)$/i.test(path) ? this.limits.tree : 0;
  }

  /** Passes a stream on, and counts its bytes. @throws Error past the limit */
  async *unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of chunks) {
      this.#unpacked += chunk.length;
      if (this.#unpacked > this.limits.unpacked) {
        throw new Error(`the image unpacks to more than ${this.limits.unpacked} bytes`);
      }
      yield chunk;
    }
  }
}
