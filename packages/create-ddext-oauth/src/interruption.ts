import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** Aborted by the first signal. The reason is its name. */
  readonly signal: AbortSignal;
  /** Aborts as SIGINT does, for Ctrl-C in a prompt. */
  readonly interrupt: () => void;
  /** Ends the process with the received signal, so that its parent process sees it. */
  readonly raise: () => void;
}

/** Handles signals from now on. They no longer end the process, which must first remove what it wrote. */
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
      // On Windows a process that signals itself ends with exit code 1, which means another error.
      if (process.platform === 'win32') return;
      for (const each of SIGNALS) process.off(each, take);
      process.kill(process.pid, signal);
    },
  };
}
