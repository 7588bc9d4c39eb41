import { commentsOf } from '../content/content.ts';
import { collapsed, countsOf } from '../content/tokens.ts';
import type { Note } from './collision.ts';
import { lineNumber } from './edits.ts';

/** A file as it is, as it was generated, and as it will be. */
interface Versions {
  readonly current: string;
  readonly before: string;
  /** Empty for a file that is deleted. */
  readonly merged: string;
}

/**
 * The comments that the user wrote and a change removes, because it removes what they are about. Comments on neighboring lines are
 * one note.
 */
export function removedComments(path: string, { current, before, merged }: Versions): Note[] {
  const counts = (text: string) => countsOf(commentsOf(path, text).map(({ key }) => key));
  const [left, generated] = [counts(merged), counts(before)];
  const removed = commentsOf(path, current).filter(({ key }) => !take(left, key) && !take(generated, key));
  const groups: { start: number; end: number; keys: string[] }[] = [];
  for (const { key, start, end } of removed) {
    const last = groups.at(-1);
    if (last && /^\s*$/.test(current.slice(last.end, start))) {
      last.end = end;
      last.keys.push(key);
    } else groups.push({ start, end, keys: [key] });
  }
  return groups.map(({ start, keys }) => ({
    line: lineNumber(current, start),
    text: `your comment is removed with what it is about: ${collapsed(keys.join(' '))}`,
  }));
}

/** Whether there was one more of a comment, which then does not count again. */
function take(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  counts.set(key, count - 1);
  return count > 0;
}
