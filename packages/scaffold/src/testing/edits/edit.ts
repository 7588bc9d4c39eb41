/** The text files of an extension: relative POSIX path to content. */
export type Files = ReadonlyMap<string, string>;

/** Chooses one of several places, repeatably. */
export type Pick = <T>(choices: readonly T[]) => T | undefined;

/** The extension after an operation, and what the operation is allowed to remove. */
export interface Outcome {
  readonly files: Files;
  /** Paths that the generated extension no longer has. */
  readonly gone: ReadonlySet<string>;
  /** IDs of the providers that the operation removes. */
  readonly removed: readonly string[];
  /** Names of the options that the operation sets. */
  readonly changed: readonly string[];
  /** What the operation says about the files. */
  readonly warnings: readonly string[];
}

/** What an edit makes of an extension. */
export interface Edited {
  /** Path to new content, or to null for a file that the user deletes. */
  readonly files: Readonly<Record<string, string | null>>;
  /** What an operation lost of the edit, or undefined. */
  readonly lost: (outcome: Outcome) => string | undefined;
  /** Whether the operation removed what the edit is about. A later operation may generate it again, without the edit. */
  readonly isOver?: (outcome: Outcome) => boolean;
}

/** One way in which people edit an extension. `invalid` edits leave a file that does not parse. */
export interface Edit {
  readonly name: string;
  readonly kind: 'cosmetic' | 'content' | 'invalid';
  /** Whether it has a place in every extension. */
  readonly isGeneral?: boolean;
  /** @returns undefined if the extension has no place for this edit */
  readonly apply: (files: Files, pick: Pick) => Edited | undefined | Promise<Edited | undefined>;
}

/** A chooser that depends on the seed only. */
export function picker(seed: number): Pick {
  let state = seed >>> 0;
  return (choices) => {
    // The linear congruential generator of Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return choices[Math.floor((state / 2 ** 32) * choices.length)];
  };
}

/** The name of the extension in the scope of its packages: `sign-in` in `@sign-in/auth`. */
export function scopeOf(files: Files): string {
  return /"@([^/]+)\/auth"/.exec(files.get('auth/package.json') ?? '')?.[1] ?? '';
}

/** Whether any file contains a text: an operation may follow a file that was renamed. */
export function containsText(files: Files, text: string): boolean {
  return [...files.values()].some((content) => content.includes(text));
}

/** A word that is in no file, to find an inserted text again. */
export function newWord(files: Files): string {
  for (let number = 1; ; number += 1) {
    const word = `ours${number}x`;
    if (!containsText(files, word)) return word;
  }
}

/** A path, or how to choose one. */
type EditedPath = string | ((files: Files, pick: Pick) => string | undefined);

export type TextEdit = (text: string, word: string, files: Files, pick: Pick) => string | undefined;

/**
 * An edit that inserts a text with a new word in one file, and is lost if no file contains the word.
 *
 * @param edit returns undefined if the file has no place for it
 */
export function insertion(
  name: string,
  kind: Edit['kind'],
  path: EditedPath,
  edit: TextEdit,
  { mayGoWithFile = kind === 'cosmetic' } = {},
): Edit {
  return {
    name,
    kind,
    apply(files, pick) {
      const change = editedFile(path, edit, files, pick);
      if (change === undefined) return undefined;
      const { file, word, edited } = change;
      if (!edited.includes(word)) throw new Error(`The edit "${name}" does not contain its word.`);
      return {
        files: { [file]: edited },
        lost: ({ files: after, gone }) => {
          if (containsText(after, word) || (mayGoWithFile && gone.has(file) && !after.has(file)))
            return undefined;
          return `${file} lost "${lineWith(edited, word)}"`;
        },
      };
    },
  };
}

/** An edit that replaces a text. It is lost if `isKept` is false afterwards. */
export function replacement(
  name: string,
  kind: Edit['kind'],
  path: EditedPath,
  edit: TextEdit,
  isKept: (after: string, outcome: Outcome) => boolean,
): Edit {
  return {
    name,
    kind,
    apply(files, pick) {
      const change = editedFile(path, edit, files, pick);
      if (change === undefined) return undefined;
      const { file, edited } = change;
      return { files: { [file]: edited }, lost: (outcome) => lostFrom(file, name, isKept, outcome, kind) };
    },
  };
}

/** The file of an edit, its new word and its new text; undefined if the edit changes nothing. */
function editedFile(path: EditedPath, edit: TextEdit, files: Files, pick: Pick) {
  const file = typeof path === 'string' ? path : path(files, pick);
  const text = file === undefined ? undefined : files.get(file);
  if (file === undefined || text === undefined) return undefined;
  const word = newWord(files);
  const edited = edit(text, word, files, pick);
  return edited === undefined || edited === text ? undefined : { file, word, edited };
}

function lostFrom(
  file: string,
  name: string,
  isKept: (after: string, outcome: Outcome) => boolean,
  outcome: Outcome,
  kind: Edit['kind'],
): string | undefined {
  const after = outcome.files.get(file);
  if (after === undefined)
    return kind === 'cosmetic' && outcome.gone.has(file) ? undefined : `${file} is gone`;
  return isKept(after, outcome) ? undefined : `${file} lost "${name}"`;
}

/** The first line that contains a word. */
export function lineWith(text: string, word: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.includes(word))
      ?.trim() ?? ''
  );
}

/** Replaces a text; undefined if the text is not there. */
export function replaced(text: string, from: string | RegExp, to: string): string | undefined {
  const result = text.replace(from, to);
  return result === text ? undefined : result;
}

/** The files with one of the endings, in a fixed order. */
export function pathsWith(files: Files, pattern: RegExp): readonly string[] {
  return [...files.keys()].filter((path) => pattern.test(path)).sort();
}
