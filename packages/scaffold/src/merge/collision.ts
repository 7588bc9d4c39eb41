/** A place in a file that both the user and the generator changed. */
export interface Collision {
  /** The line of the user's text, counted from 1; undefined if the text is not there any more. */
  readonly line: number | undefined;
  /** The user's lines; empty if the user deleted them. */
  readonly found: string;
  /** The generated lines; empty if the change deletes them. */
  readonly wanted: string;
  /** Why the merged file would not work, as a clause. */
  readonly problem?: string | undefined;
}

/** What the user has to know about a merge, as a clause without the path of the file. */
export interface Note {
  /** The line of the user's text, counted from 1; undefined if the file as a whole is meant. */
  readonly line: number | undefined;
  readonly text: string;
}

/** The result of a merge. */
export type Merged =
  | {
      readonly text: string;
      /** Passages that the user deleted, which stay deleted although they changed. */
      readonly skipped?: readonly string[];
      readonly notes?: readonly Note[];
    }
  | {
      readonly collisions: readonly Collision[];
      /** The names of the generated regions that have edits. */
      readonly regions?: readonly string[];
    };

/** The lines that differ between two texts: those of the first one as `found`, and those of the second one as `wanted`. */
export function changedLines(before: string, after: string): Collision {
  return {
    line: undefined,
    found: text(linesOnlyIn(before, after)),
    wanted: text(linesOnlyIn(after, before)),
  };
}

/** The lines that the user added to a generated text, and those that the change adds to it. */
export function editedLines(current: string, before: string, after: string): Collision {
  const lines = linesOnlyIn(current, before);
  const [first] = lines;
  const line = first === undefined ? undefined : current.split('\n').indexOf(first) + 1;
  return { line, found: text(lines), wanted: text(linesOnlyIn(after, before)) };
}

function linesOnlyIn(one: string, other: string): string[] {
  const had = new Set(other.split('\n'));
  return one.split('\n').filter((line) => !had.has(line));
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
