/** Waits, or rejects with the reason of the signal as soon as it aborts. Injected by tests. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A timer does not count the time that a laptop sleeps, so the clock is looked at this often. */
export const CLOCK_CHECK_MS = 5_000;

/**
 * A pause that ends by the clock on the wall. A timer stands still while a laptop sleeps: a pause of one timer would last
 * the rest of its time after the laptop wakes. The clock may be set back, so the time that timers counted ends it as well.
 *
 * @param now milliseconds since the epoch
 * @param sleep one timer; at most {@link CLOCK_CHECK_MS} are asked of it
 */
export function wallClockPause(now: () => number, sleep: Pause = timer): Pause {
  return async (milliseconds, signal) => {
    const end = now() + milliseconds;
    let counted = 0;
    while (counted < milliseconds && now() < end) {
      const step = Math.min(CLOCK_CHECK_MS, milliseconds - counted, end - now());
      await sleep(step, signal);
      counted += step;
    }
  };
}

const timer: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(running);
      reject(signal.reason);
    };
    const running = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
