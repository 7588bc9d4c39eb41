/** The time limits of requests, which end when a test says so. */
export interface TimeLimits {
  /** Of each request so far, in milliseconds. */
  readonly asked: readonly number[];
  /** Ends the time limit of every request so far; one that was answered does not notice. */
  expire(): void;
  restore(): void;
}

/**
 * Takes the place of `AbortSignal.timeout`, whose timer a slow machine meets in the requests before the one that a test is
 * about.
 */
export function replaceTimeLimits(): TimeLimits {
  const { timeout } = AbortSignal;
  const asked: number[] = [];
  const running: AbortController[] = [];
  AbortSignal.timeout = (milliseconds) => {
    asked.push(milliseconds);
    const controller = new AbortController();
    running.push(controller);
    return controller.signal;
  };
  return {
    asked,
    expire() {
      const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      for (const controller of running.splice(0)) controller.abort(reason);
    },
    restore() {
      AbortSignal.timeout = timeout;
    },
  };
}
