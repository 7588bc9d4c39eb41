export type Clack = typeof import('./clack.ts');

/** Keys that are not an answer to a prompt. */
export const BACK = Symbol('back');
export const CANCEL = Symbol('cancel');

export type Answered<Value> = Value | typeof BACK | typeof CANCEL;

/**
 * Distinguishes Escape from Ctrl-C, which the prompt library treats alike.
 *
 * @returns `read` converts the result of a prompt to an answer; `stop` ends the watching
 */
export function watchKeys({ isCancel }: Pick<Clack, 'isCancel'>, input: NodeJS.ReadStream = process.stdin) {
  let last: string | undefined;
  const note = (_text: string | undefined, key: { readonly name?: string } | undefined) => {
    last = key?.name;
  };
  input.on('keypress', note);
  return {
    read: <Value>(value: Value): Answered<Exclude<Value, symbol>> => {
      if (!isCancel(value)) return value as Exclude<Value, symbol>;
      return last === 'escape' ? BACK : CANCEL;
    },
    stop: () => void input.off('keypress', note),
  };
}

export type Keys = ReturnType<typeof watchKeys>;
