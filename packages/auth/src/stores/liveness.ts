import type { LockTiming } from './directory-lock.ts';

/** Judges from repeated looks whether the holder of a lock is dead. */
export interface Liveness {
  /**
   * @param sign the holder's latest sign of life, in any form that changes with each
   * @param now milliseconds on a clock that never goes back
   * @returns whether the sign has stayed the same for long enough
   */
  lasts(sign: string, now: number): boolean;
}

/**
 * Counts only time that this waiter has watched through itself. It compares no clock with another, and a gap between two
 * looks counts for no more than a usual one: after the whole machine slept, the holder gets its time to wake up as well.
 */
export function liveness({ deadAfter, pollTo }: Pick<LockTiming, 'deadAfter' | 'pollTo'>): Liveness {
  let last: { readonly sign: string; readonly at: number } | undefined;
  let watched = 0;
  return {
    lasts(sign, now) {
      watched = last?.sign === sign ? watched + Math.min(now - last.at, 2 * pollTo) : 0;
      last = { sign, at: now };
      return watched >= deadAfter;
    },
  };
}
