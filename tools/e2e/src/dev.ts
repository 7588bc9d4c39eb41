import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from './child-environment.mjs';

export interface Dev {
  readonly dashboardUrl: string;
  /** In the environment of every process it started, and of no other. */
  readonly marker: string;
  /** Ctrl-C in its terminal. Resolves with how it ended. */
  interrupt(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Runs a command that ends in a dashboard, in a terminal session of its own, until it says where to look.
 *
 * @throws Error with what it printed, where it ends before
 */
export async function startDev(file: string, args: readonly string[], cwd: string): Promise<Dev> {
  const marker = `E2E_MARKER=${crypto.randomUUID()}`;
  const [name = '', value] = marker.split('=');
  const child = spawn(file, args, {
    cwd,
    env: { ...childEnvironment, [name]: value },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let output = '';
  const dashboardUrl = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        const url = /^Open (http:\S+)$/m.exec(output)?.[1];
        if (url) resolve(url);
      });
    }
    ended.then(() => reject(new Error(`${file} ${args.join(' ')} ended early:\n${output}`)), reject);
  });
  return {
    dashboardUrl,
    marker,
    async interrupt() {
      process.kill(-(child.pid as number), 'SIGINT');
      const [code, signal] = await ended;
      return { code, signal };
    },
  };
}
