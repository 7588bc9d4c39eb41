import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What the command needs of where it runs. */
export interface Terminal {
  /** Writes a line of the result. */
  print(line: string): void;
  /** Writes a line beside the result. */
  tell(line: string): void;
  readonly color: boolean;
  /** Of a user at a keyboard; without one, nobody answers. */
  readonly user?: {
    /** What they type, a line at a time. */
    readonly lines: AsyncIterable<string>;
    open(url: string): void;
  };
  close(): void;
}

/** How each system opens an address in the browser; no shell reads it. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

function openInBrowser(url: string, failed: () => void): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  // Without a display xdg-open may start a browser in this terminal.
  if (program === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY) failed();
  else
    spawn(program, [...args, url], { stdio: 'ignore', detached: true })
      .on('error', failed)
      .unref();
}

/** The terminal of this process. @param json whether standard output is for a program */
export function processTerminal(json: boolean): Terminal {
  const { stdin, stdout, stderr } = process;
  const beside = json ? stderr : stdout;
  const print = (line: string) => void stdout.write(`${line}\n`);
  const tell = (line: string) => void beside.write(`${line}\n`);
  const color = !json && stdout.isTTY === true && !process.env.NO_COLOR;
  if (!stdin.isTTY || !beside.isTTY) return { print, tell, color, close: () => {} };
  const lines = createInterface({ input: stdin });
  const open = (url: string) => openInBrowser(url, () => tell('No browser could be opened from here.'));
  return { print, tell, color, user: { lines, open }, close: () => lines.close() };
}
