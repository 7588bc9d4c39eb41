import { diff3Merge } from 'node-diff3';

/** A place where two people changed the same lines. */
export interface Collision {
  /** The lines as they are. */
  readonly found: string;
  /** The lines as they should become. */
  readonly wanted: string;
}

/** Merges by lines what somebody made of `before` with what should become of it. */
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

/** Each with its own line break, so that what was merged has those of its halves. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The lines that a text has and one before it had not. */
export function addedLines(before: string, after: string): string {
  const had = new Set(linesOf(before));
  return linesOf(after)
    .filter((line) => !had.has(line))
    .join('');
}
