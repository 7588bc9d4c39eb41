import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { xSync } from 'tinyexec';

/**
 * Bundles the store and `child.mjs` into one JavaScript file, in its own process: esbuild does not work in jest's
 * realm.
 */
export function bundleChild(directory: string): string {
  const outfile = join(directory, 'child.mjs');
  const options = {
    entryPoints: [join(import.meta.dirname, 'child.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  };
  const script = `import { build } from 'esbuild'; await build(${JSON.stringify(options)});`;
  xSync(process.execPath, ['--input-type=module', '-e', script], {
    throwOnError: true,
    nodeOptions: { cwd: import.meta.dirname },
  });
  return outfile;
}

export interface Child {
  readonly process: ChildProcess;
  /** All lines of its output. */
  readonly lines: readonly string[];
  /** Resolves when it has printed this line or has exited. */
  printed(line: string): Promise<void>;
  /** Resolves after it has exited and all output has arrived, with the exit code, or null if it was killed. */
  readonly ended: Promise<number | null>;
}

export function startChild(bundle: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const waiting = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const look of waiting) look();
  });
  const printed = (line: string) =>
    new Promise<void>((resolve) => {
      const look = () => void (lines.includes(line) && resolve());
      waiting.add(look);
      void ended.then(() => resolve());
      look();
    });
  return { process: child, lines, printed, ended };
}
