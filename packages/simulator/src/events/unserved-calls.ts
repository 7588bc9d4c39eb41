/** A call of the extension that the simulator does not serve. */
export interface UnservedCall {
  /** Such as `extension.vm.cli.exec`. */
  readonly method: string;
  readonly count: number;
  /** Of the last one, with what to do, in a sentence. */
  readonly reason: string;
}

/** Counts the calls that are not served, by name. */
export class UnservedCalls {
  readonly #calls = new Map<string, UnservedCall>();

  add(method: string, reason: string): void {
    const { count = 0 } = this.#calls.get(method) ?? {};
    this.#calls.set(method, { method, count: count + 1, reason });
  }

  /** The most frequent first. */
  list(): readonly UnservedCall[] {
    return [...this.#calls.values()].sort(
      (one, other) => other.count - one.count || one.method.localeCompare(other.method),
    );
  }
}
