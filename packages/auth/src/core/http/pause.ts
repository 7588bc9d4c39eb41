/** Waits, or rejects with the signal's reason when it aborts. Injected by tests. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Timers stop while a laptop sleeps, so the clock is checked at this interval. */
export const CLOCK_CHECK_MS = 5_000;

/**
 * Creates a pause by wall clock. Timers stop while a laptop sleeps, so a single timer would end too late. Because the
 * clock can be set back, the time that timers counted also ends the pause.
 *
 * @param now milliseconds since the epoch
 * @param sleep one timer, of at most {@link CLOCK_CHECK_MS}
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
