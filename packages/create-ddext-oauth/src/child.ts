import { type ChildProcess, spawn } from 'node:child_process';

const WINDOWS = process.platform === 'win32';
/** How long a child may take to end by itself once it has been told to. */
const GRACE_MS = 3000;
const STDERR = 2;
/** Set by Git for its hooks; they would point our Git at somebody else's repository. */
const GIT_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** What a shell says of a command that it does not find. */
export const NOT_FOUND = 127;

export interface Finished {
  /** 0 for success; 128 or above for an end by a signal. */
  readonly code: number;
  /** What it printed, where that was kept. */
  readonly text: string;
}

/**
 * Runs a command to its end. It gets no input, so that it cannot wait for any.
 *
 * It runs in a process group of its own: when `signal` aborts, the group ends as a whole, and nothing goes on writing
 * where things are being removed.
 *
 * @param show prints what it prints on stderr instead of keeping it
 * @returns in code {@link NOT_FOUND} if there is no such command
 */
export function run(
  command: string,
  parameters: readonly string[],
  { cwd, signal, show = false }: { cwd: string; signal: AbortSignal; show?: boolean },
): Promise<Finished> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !GIT_VARIABLES.includes(name)),
  );
  return new Promise((resolve) => {
    const stream = show ? STDERR : 'pipe';
    const child = spawn(command, parameters, {
      ...{ cwd, env },
      stdio: ['ignore', stream, stream],
      detached: !WINDOWS,
    });
    let text = '';
    for (const pipe of [child.stdout, child.stderr]) pipe?.on('data', (chunk) => (text += chunk));
    let patience: NodeJS.Timeout | undefined;
    const stop = () => {
      end(child, signal.reason);
      patience = setTimeout(() => end(child, 'SIGKILL'), GRACE_MS);
    };
    const settle = () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
    };
    child.once('error', () => {
      settle();
      resolve({ code: NOT_FOUND, text: 'it cannot be started' });
    });
    child.once('close', (code) => {
      settle();
      if (signal.aborted) end(child, 'SIGKILL');
      resolve({ code: code ?? 128, text: text.trim() });
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nothing is left of the group.
  }
}
