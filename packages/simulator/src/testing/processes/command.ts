import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { enterOverHttp } from '../../http/enter-over-http.ts';
import type { DashboardState } from '../../server/dashboard-pages.ts';

export const packageDirectory = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(packageDirectory, 'bin/ddext-simulator.js');

const launched = new Set<ChildProcess>();

/** Starts the built ddext-simulator in a folder. */
export function launch(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launched.add(child);
  return child;
}

/** Stops all launched commands, and with them their children. */
export async function endLaunched(): Promise<void> {
  for (const child of launched) {
    launched.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** Reads lines until one matches `pattern`. @returns all lines until then, and the first group */
export async function readUntil(
  child: ChildProcess,
  pattern: RegExp,
): Promise<{ text: string; found: string }> {
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('The command has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const match = pattern.exec(line);
    if (match) return { text: lines.join('\n'), found: match[1] ?? '' };
  }
  throw new Error(`The command ended before it printed ${pattern}:\n${lines.join('\n')}`);
}

export interface LaunchedUi {
  readonly dashboardUrl: string;
  readonly extensionUrl: string;
  readonly issuer: string;
}

/**
 * Starts the simulator for the extension in a folder, without a backend. Its UI is the Vite project in `ui`. Vite 8
 * does not start inside Jest.
 */
export async function launchUi(directory: string, env: NodeJS.ProcessEnv = {}): Promise<LaunchedUi> {
  const child = launch(directory, ['.', '--image', 'acme/hello', '--ui', 'ui'], env);
  const { text, found: dashboardUrl } = await readUntil(child, /^Open (.*)/);
  const { url, headers } = await enterOverHttp(dashboardUrl);
  const state = (await (await fetch(new URL('/state', url), { headers })).json()) as DashboardState;
  return {
    dashboardUrl,
    extensionUrl: state.extensionUrl,
    issuer: /^The identity provider listens at (.*)$/m.exec(text)?.[1] ?? '',
  };
}
