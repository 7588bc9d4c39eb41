const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds in which a second signal is the same one: pnpm passes on what the terminal has sent to both. */
const sameSignal = 1_000;

/** Lets a signal have its default effect. */
function endAtOnce(signal: NodeJS.Signals): void {
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
}

/**
 * On a signal, stops what runs, and then lets the signal have its default effect. The user can repeat it, to end without waiting.
 *
 * @param stop reports its errors itself
 */
export function endOnSignal(stop: () => Promise<void>): void {
  let since: number | undefined;
  const end = async (signal: NodeJS.Signals) => {
    since = performance.now();
    await stop();
    endAtOnce(signal);
  };
  for (const signal of signals) {
    process.on(signal, () => {
      if (since === undefined) void end(signal);
      else if (performance.now() - since > sameSignal) endAtOnce(signal);
    });
  }
  // A terminal that was closed, or a pipe that nothing reads. An error that nothing handles would end the process at once.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', () => {
      if (since === undefined) void end('SIGHUP');
    });
  }
}
