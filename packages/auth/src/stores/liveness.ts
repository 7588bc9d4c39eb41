import type { LockTiming } from './directory-lock.ts';

/** Decides by repeated checks whether the holder of a lock is dead. */
export interface Liveness {
  /**
   * Records a check.
   *
   * @param sign a value that changes each time the holder touches its file
   * @param now milliseconds on a monotonic clock
   * @returns whether the sign has been unchanged for long enough
   */
  isDead(sign: string, now: number): boolean;
}

/**
 * Counts only time during which this process was running. It compares no clocks of different machines, and a gap
 * between two checks counts as one interval. After the machine has slept, the holder therefore gets time to continue.
 */
export function liveness({ deadAfter, pollTo }: Pick<LockTiming, 'deadAfter' | 'pollTo'>): Liveness {
  let last: { readonly sign: string; readonly at: number } | undefined;
  let watched = 0;
  return {
    isDead(sign, now) {
      watched = last?.sign === sign ? watched + Math.min(now - last.at, 2 * pollTo) : 0;
      last = { sign, at: now };
      return watched >= deadAfter;
    },
  };
}
