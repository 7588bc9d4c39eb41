/** Resolves when one of the signals aborts or the time has passed. Removes its listeners. */
export function firstOf(signals: readonly AbortSignal[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    // In Node, a wait must not keep the process running.
    (timer as { unref?(): void }).unref?.();
    for (const signal of signals) signal.addEventListener('abort', done);
    if (signals.some(({ aborted }) => aborted)) done();
  });
}
