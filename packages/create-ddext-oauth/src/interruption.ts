import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** Aborted by the first of the signals; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** For a key that a prompt took for itself. */
  readonly interrupt: () => void;
  /** Ends the process by the signal that it got, so that whoever started it sees that. */
  readonly raise: () => void;
}

/** Takes signals from here on: they no longer end the process, which has things to put back first. */
export function watchSignals(): Interruption {
  const controller = new AbortController();
  const take = (signal: NodeJS.Signals) => controller.abort(signal);
  for (const signal of SIGNALS) process.on(signal, take);
  return {
    signal: controller.signal,
    interrupt: () => controller.abort('SIGINT'),
    raise: () => {
      const signal: (typeof SIGNALS)[number] = controller.signal.reason;
      process.exitCode = 128 + constants.signals[signal];
      // On Windows a process that signals itself ends with exit code 1, which says something else.
      if (process.platform === 'win32') return;
      for (const each of SIGNALS) process.off(each, take);
      process.kill(process.pid, signal);
    },
  };
}
