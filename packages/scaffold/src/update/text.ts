import { diff3Merge } from 'node-diff3';

/** Lines that both the user and the generator changed. */
export interface Collision {
  /** The user's lines. */
  readonly found: string;
  /** The generated lines. */
  readonly wanted: string;
}

/** Merges the user's edits of `before` with the generated changes, by line. */
export function mergeText(
  current: string,
  before: string,
  after: string,
): { readonly text: string } | { readonly collisions: readonly Collision[] } {
  const regions = diff3Merge(linesOf(current), linesOf(before), linesOf(after), {
    excludeFalseConflicts: true,
  });
  const collisions = regions.flatMap(({ conflict }) =>
    conflict ? [{ found: conflict.a.join(''), wanted: conflict.b.join('') }] : [],
  );
  if (collisions.length > 0) return { collisions };
  return { text: regions.flatMap(({ ok }) => ok ?? []).join('') };
}

/** Each line with its line break, so that the merged text keeps the line breaks of both sides. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The lines of a text that the earlier text does not contain. */
export function addedLines(before: string, after: string): string {
  const had = new Set(linesOf(before));
  return linesOf(after)
    .filter((line) => !had.has(line))
    .join('');
}
