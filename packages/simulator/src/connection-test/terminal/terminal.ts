import { createInterface } from 'node:readline';
import { openInBrowser } from './open-in-browser.ts';

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
