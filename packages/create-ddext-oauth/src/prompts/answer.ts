export type Clack = typeof import('./clack.ts');

/** What a person at a question does instead of answering it. */
export const BACK = Symbol('back');
export const CANCEL = Symbol('cancel');

export type Answered<Value> = Value | typeof BACK | typeof CANCEL;

/**
 * Tells Escape from Ctrl-C: the prompts take both for the same.
 *
 * @returns `read`, which makes an answer of what a prompt returns; `stop`, for when nothing more is asked
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
