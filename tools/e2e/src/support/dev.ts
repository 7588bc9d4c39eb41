import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from './child-environment.mjs';
import { ifInterrupted } from './if-interrupted.mjs';

export interface Started {
  /** The first group of the pattern, or the whole match. */
  readonly found: string;
  /** A variable in the environment of every process that it started, and of no other process. */
  readonly marker: string;
  /** Resolves with the exit code and the whole output. */
  readonly ended: Promise<{ code: number | null; output: string }>;
  /** Sends SIGINT to its process group, as Ctrl-C does. Resolves with the exit code or the signal that ended it. */
  interrupt(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface Dev extends Omit<Started, 'found'> {
  readonly dashboardUrl: string;
}

/** Runs a command until it prints the URL of its dashboard. @param environment as of {@link startUntil} */
export async function startDev(
  file: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Dev> {
  const { found, ...started } = await startUntil(/^Open (http:\S+)$/m, file, args, cwd, environment);
  return { dashboardUrl: found, ...started };
}

/**
 * Runs a command in a separate session until its output matches a pattern.
 *
 * @param environment variables in addition to {@link childEnvironment}
 * @throws Error with its output if it exits before that
 */
export async function startUntil(
  pattern: RegExp,
  file: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const marker = `E2E_MARKER=${crypto.randomUUID()}`;
  const [name = '', value] = marker.split('=');
  const child = spawn(file, args, {
    cwd,
    env: { ...childEnvironment, ...environment, [name]: value },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const guard = ifInterrupted(`kill -s INT -- -${child.pid}`);
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const isOver = ended.finally(() => guard.done());
  let output = '';
  const found = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        const match = pattern.exec(output);
        if (match) resolve(match[1] ?? match[0]);
      });
    }
    isOver.then(() => reject(new Error(`${file} ${args.join(' ')} ended early:\n${output}`)), reject);
  });
  return {
    found,
    marker,
    ended: isOver.then(([code]) => ({ code, output })),
    async interrupt() {
      process.kill(-(child.pid as number), 'SIGINT');
      const [code, signal] = await isOver;
      return { code, signal };
    },
  };
}
