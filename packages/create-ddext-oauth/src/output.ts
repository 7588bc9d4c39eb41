import type { Failure } from './errors.ts';
import { print } from './streams.ts';
import { styleText } from './style.ts';

/** The two streams: the result goes to stdout, progress, warnings and errors to stderr. */
export interface Output {
  readonly result: (text: string) => void;
  readonly json: (value: object) => void;
  readonly progress: (text: string) => void;
  readonly warning: (text: string) => void;
  readonly failure: (failure: Failure) => void;
  /** Bold text, if the terminal supports it. */
  readonly strong: (text: string) => string;
}

/** @param json whether stdout contains exactly one JSON object */
export function createOutput(json: boolean): Output {
  const say = (text: string) => print('stderr', `${text}\n`);
  const printJson = (value: object) => print('stdout', `${JSON.stringify(value)}\n`);
  return {
    result: (text) => void (json || print('stdout', `${text}\n`)),
    json: (value) => void (json && printJson(value)),
    progress: (text) => say(styleText('dim', text)),
    warning: (text) => say(`${styleText('yellow', 'Warning:')} ${text}`),
    failure: (failure) => {
      if (json) printJson({ ok: false, error: failure });
      else
        say(
          failure.code === 'cancelled' ? failure.message : `${styleText('red', 'Error:')} ${failure.message}`,
        );
    },
    strong: (text) => styleText('bold', text),
  };
}
