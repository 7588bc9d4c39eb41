/** How often something may happen: a few times at once, and then once in a while. */
export interface AllowanceLimits {
  readonly atOnce: number;
  /** Milliseconds until one more is allowed. */
  readonly every: number;
}

/** Keeps what an untrusted answer can set off from happening at will (a token bucket). */
export class Allowance {
  readonly #limits: AllowanceLimits;
  #left: number;
  #since: number | undefined;

  constructor(limits: AllowanceLimits) {
    this.#limits = limits;
    this.#left = limits.atOnce;
  }

  /** Takes one where one is left. @param now milliseconds since the epoch; a clock that was set back regains nothing */
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
