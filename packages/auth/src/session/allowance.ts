/** A token bucket: a number of uses at once, then one per interval. */
export interface AllowanceLimits {
  readonly atOnce: number;
  /** Milliseconds until one more use is allowed. */
  readonly every: number;
}

/** Limits how often untrusted responses can cause an action (a token bucket). */
export class Allowance {
  readonly #limits: AllowanceLimits;
  #left: number;
  #since: number | undefined;

  constructor(limits: AllowanceLimits) {
    this.#limits = limits;
    this.#left = limits.atOnce;
  }

  /**
   * Takes one use if one is left.
   *
   * @param now milliseconds since the epoch. A clock that is set back adds no use
   */
  take(now: number): boolean {
    const { atOnce, every } = this.#limits;
    const since = this.#since ?? now;
    const regained = Math.max(0, Math.floor((now - since) / every));
    this.#left = Math.min(atOnce, this.#left + regained);
    this.#since = now < since ? now : since + regained * every;
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}
