/** A semaphore: a number of callers at a time have a turn. The others wait in order. */
export class Turns {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #held = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /**
   * Waits for a turn, which lasts until the signal aborts. A caller whose signal aborts while it waits leaves the
   * queue.
   *
   * @throws the reason of the signal if it aborts first
   */
  async take(until: AbortSignal): Promise<void> {
    until.throwIfAborted();
    if (this.#held < this.#atOnce) {
      this.#held += 1;
      this.#endWith(until);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(until.reason);
      };
      const begin = () => {
        until.removeEventListener('abort', leave);
        this.#endWith(until);
        resolve();
      };
      this.#waiting.push(begin);
      until.addEventListener('abort', leave, { once: true });
    });
  }

  /** The next caller gets the turn immediately, so that a later one cannot overtake it. */
  #endWith(until: AbortSignal): void {
    const end = () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#held -= 1;
    };
    until.addEventListener('abort', end, { once: true });
  }
}
