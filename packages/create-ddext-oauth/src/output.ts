import { styleText } from 'node:util';
import type { Failure } from './errors.ts';

/** The two streams: the result goes to stdout, everything said on the way to stderr. */
export interface Output {
  readonly result: (text: string) => void;
  readonly json: (value: object) => void;
  readonly progress: (text: string) => void;
  readonly warning: (text: string) => void;
  readonly failure: (failure: Failure) => void;
  /** Makes text stand out where the terminal can show it. */
  readonly strong: (text: string) => string;
}

/** @param json whether stdout is to carry exactly one JSON object */
export function createOutput(json: boolean): Output {
  // Whoever reads us may have read enough; what is being made is made all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // https://no-color.org: any value but the empty one.
  const colourful = Boolean(process.stdout.isTTY && process.stderr.isTTY && !process.env.NO_COLOR);
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    colourful ? styleText(format, text) : text;
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const print = (value: object) => void process.stdout.write(`${JSON.stringify(value)}\n`);
  return {
    result: (text) => void (json || process.stdout.write(`${text}\n`)),
    json: (value) => void (json && print(value)),
    progress: (text) => say(style('dim', text)),
    warning: (text) => say(`${style('yellow', 'Warning:')} ${text}`),
    failure: (failure) => {
      if (json) print({ ok: false, error: failure });
      else
        say(failure.code === 'cancelled' ? failure.message : `${style('red', 'Error:')} ${failure.message}`);
    },
    strong: (text) => style('bold', text),
  };
}
