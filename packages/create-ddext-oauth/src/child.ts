import { type ChildProcess, spawn } from 'node:child_process';

const WINDOWS = process.platform === 'win32';
/** Time for a child process to end after its signal, before it is killed. */
const GRACE_MS = 3000;
const STDERR = 2;
/** Set by Git for its hooks; with them, Git would use another repository. */
const GIT_VARIABLES = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** The exit code of a shell for an unknown command. */
export const NOT_FOUND = 127;

export interface Finished {
  /** 0 for success; 128 or above for an end by a signal. */
  readonly code: number;
  /** Its output on both streams, unless it was shown. */
  readonly text: string;
  /** The same of stdout only. */
  readonly stdout: string;
}

/**
 * Runs a command without input until it exits. When `signal` aborts, its whole process group ends, so that no child process writes to a
 * directory that is being removed.
 *
 * @param variables environment variables in addition to those of this process
 * @param show prints the output on stderr instead of returning it
 * @returns the code {@link NOT_FOUND} if the command does not exist
 */
export function run(
  command: string,
  parameters: readonly string[],
  {
    cwd,
    signal,
    variables = {},
    show = false,
  }: { cwd: string; signal: AbortSignal; variables?: NodeJS.ProcessEnv; show?: boolean },
): Promise<Finished> {
  const inherited = Object.entries(process.env).filter(([name]) => !GIT_VARIABLES.includes(name));
  const env = { ...Object.fromEntries(inherited), ...variables };
  return new Promise((resolve) => {
    const stream = show ? STDERR : 'pipe';
    const child = spawn(command, parameters, {
      ...{ cwd, env },
      stdio: ['ignore', stream, stream],
      detached: !WINDOWS,
    });
    let text = '';
    let stdout = '';
    for (const pipe of [child.stdout, child.stderr]) pipe?.on('data', (chunk) => (text += chunk));
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      end(child, signal.reason);
      killTimer = setTimeout(() => end(child, 'SIGKILL'), GRACE_MS);
    };
    const settle = () => {
      clearTimeout(killTimer);
      signal.removeEventListener('abort', stop);
    };
    child.once('error', () => {
      settle();
      resolve({ code: NOT_FOUND, text: 'it cannot be started', stdout });
    });
    child.once('close', (code) => {
      settle();
      if (signal.aborted) end(child, 'SIGKILL');
      resolve({ code: code ?? 128, text: text.trim(), stdout });
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
    // The group has ended already.
  }
}
