import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The input and output of the command. */
export interface Terminal {
  /** Prints a line of the result. */
  print(line: string): void;
  /** Prints a line that is not part of the result. */
  tell(line: string): void;
  readonly color: boolean;
  /** The user at a keyboard; undefined in a non-interactive shell. */
  readonly user?: {
    /** The typed lines. */
    readonly lines: AsyncIterable<string>;
    open(url: string): void;
  };
  close(): void;
}

/** The program that opens a URL on each system. It is started without a shell. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

function openInBrowser(url: string, failed: () => void): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  // Without a display, xdg-open may start a browser in this terminal.
  if (program === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY) failed();
  else
    spawn(program, [...args, url], { stdio: 'ignore', detached: true })
      .on('error', failed)
      .unref();
}

/** The terminal of this process. @param json whether a program reads standard output */
export function processTerminal(json: boolean): Terminal {
  const { stdin, stdout, stderr } = process;
  const beside = json ? stderr : stdout;
  const print = (line: string) => void stdout.write(`${line}\n`);
  const tell = (line: string) => void beside.write(`${line}\n`);
  const color = !json && stdout.isTTY === true && !process.env.NO_COLOR;
  if (!stdin.isTTY || !beside.isTTY) return { print, tell, color, close: () => {} };
  const lines = createInterface({ input: stdin });
  const open = (url: string) => openInBrowser(url, () => tell('Could not open a browser.'));
  return { print, tell, color, user: { lines, open }, close: () => lines.close() };
}
