import type { Failure } from './errors.ts';
import { styleText } from './style.ts';

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
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const print = (value: object) => void process.stdout.write(`${JSON.stringify(value)}\n`);
  return {
    result: (text) => void (json || process.stdout.write(`${text}\n`)),
    json: (value) => void (json && print(value)),
    progress: (text) => say(styleText('dim', text)),
    warning: (text) => say(`${styleText('yellow', 'Warning:')} ${text}`),
    failure: (failure) => {
      if (json) print({ ok: false, error: failure });
      else
        say(
          failure.code === 'cancelled' ? failure.message : `${styleText('red', 'Error:')} ${failure.message}`,
        );
    },
    strong: (text) => styleText('bold', text),
  };
}
