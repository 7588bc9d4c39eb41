import type { ReadStream } from 'node:tty';

/** A key and what it does, for the help and the handler. */
export interface Key {
  readonly key: string;
  readonly description: string;
  readonly press: () => void;
}

const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** `o opens the browser, q quits`. */
export function describeKeys(keys: readonly Key[]): string {
  return keys.map(({ key, description }) => `${key} ${description}`).join(', ');
}

/**
 * Handles single keys of a terminal. In raw mode a terminal sends no signals, so Ctrl-C is a key: it interrupts
 * this process and the programs that started it, as the terminal would.
 *
 * @param interrupt called for Ctrl-C and Ctrl-D
 * @returns a function that gives the terminal back
 */
export function handleKeys(terminal: ReadStream, keys: readonly Key[], interrupt: () => void): () => void {
  const press = (typed: Buffer) => {
    for (const character of typed.toString('utf8')) {
      if (character === ctrlC || character === ctrlD) interrupt();
      else keys.find(({ key }) => key === character.toLowerCase())?.press();
    }
  };
  terminal.setRawMode(true);
  terminal.on('data', press);
  terminal.resume();
  const restore = () => {
    terminal.off('data', press);
    terminal.setRawMode(false);
    terminal.pause();
  };
  // process.exit, or an error that nothing catches, must not leave the terminal in raw mode.
  process.once('exit', restore);
  return () => {
    process.off('exit', restore);
    restore();
  };
}
