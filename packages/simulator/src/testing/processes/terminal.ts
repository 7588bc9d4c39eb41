import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageDirectory } from './command.ts';

/** Runs a command, and records how it ended and the settings of the terminal afterwards, which `script` does not report. */
const recorder = `
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const [note, ...command] = process.argv.slice(2);
process.on('SIGINT', () => {});
spawn(process.execPath, command, { stdio: 'inherit' }).on('close', (code, signal) => {
  const settings = execFileSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' });
  writeFileSync(note, JSON.stringify({ code, signal, settings }));
});
`;

export interface TerminalExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The output of `stty -a` after the end. */
  readonly settings: string;
}

export interface Terminal {
  readonly child: ChildProcess;
  readonly type: (keys: string) => void;
  /** Everything that the terminal received so far. */
  readonly output: () => string;
  /** Waits until the output since the last match contains `pattern`. @returns the first group */
  readonly shows: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<TerminalExit>;
}

export interface TerminalOptions {
  readonly cwd: string;
  /** A folder for the recorder's files. */
  readonly notes: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The width of the window. */
  readonly columns?: number;
}

/** Runs ddext-simulator in a pseudo-terminal. */
export const inTerminal = (options: TerminalOptions, args: readonly string[]): Promise<Terminal> =>
  nodeInTerminal(options, [join(packageDirectory, 'bin/ddext-simulator.js'), ...args]);

/** The variables of this process without those with which a test run, such as that of Nx, determines the colors of its children. */
function withoutColorSettings(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, NO_COLOR: __, ...others } = process.env;
  return others;
}

/** Runs Node.js in a pseudo-terminal with `script`, which every Debian (bsdutils) and every macOS has. */
export async function nodeInTerminal(
  { cwd, notes, env, columns = 120 }: TerminalOptions,
  args: readonly string[],
): Promise<Terminal> {
  const [note, program] = [join(notes, 'exit.json'), join(notes, 'recorder.mjs')];
  await writeFile(program, recorder);
  const words = [process.execPath, program, note, ...args];
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const command = `stty columns ${columns} && exec ${quoted}`;
  const script =
    process.platform === 'darwin'
      ? ['-q', '/dev/null', 'sh', '-c', command]
      : ['-qfec', command, '/dev/null'];
  const child = spawn('script', script, {
    cwd,
    env: { ...withoutColorSettings(), TERM: 'xterm', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  let unread = '';
  let notify = () => {};
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    unread += chunk;
    notify();
  });
  const closed = once(child, 'close');
  const shows = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      notify = () => {
        const match = pattern.exec(unread);
        if (match === null) return;
        unread = unread.slice(match.index + match[0].length);
        resolve(match[1] ?? match[0]);
      };
      notify();
      closed.then(
        () => reject(new Error(`The terminal ended before it showed ${pattern}:\n${unread}`)),
        reject,
      );
    });
  const ended = closed.then(async () => JSON.parse(await readFile(note, 'utf8')) as TerminalExit);
  return { child, type: (keys) => void child.stdin.write(keys), output: () => output, shows, ended };
}
