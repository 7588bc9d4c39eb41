import { diffIndices } from 'node-diff3';
import { commentPattern } from '../content/content.ts';
import type { ContentToken } from '../content/tokens.ts';
import type { Texts } from './changed-regions.ts';

type Lines = readonly ContentToken[];

/**
 * The lines of the user's text, in which a line that the change removes includes the comments that the user wrote directly above it. They
 * are removed with the line, as comments of an item of a list are, instead of standing above another line.
 */
export function withAttachedComments(
  path: string,
  text: string,
  lines: Readonly<Record<keyof Texts, Lines>>,
): Lines {
  const isComment = commentPattern(path);
  const removed = removedKeys(lines);
  const generated = new Set(lines.before.map(({ key }) => key));
  const result: ContentToken[] = [];
  let isRemoved = false;
  for (const line of lines.current.toReversed()) {
    const [next] = result;
    if (!isComment.test(line.key)) isRemoved = removed.has(line.key);
    else if (next === undefined || /\n.*\n/.test(text.slice(line.end, next.start))) isRemoved = false;
    else if (isRemoved && !generated.has(line.key)) {
      result[0] = { ...next, start: line.start };
      continue;
    }
    result.unshift(line);
  }
  return result;
}

/** The keys of the lines that the change removes without new ones in their place. */
function removedKeys({ before, after }: Readonly<Record<keyof Texts, Lines>>): ReadonlySet<string> {
  const [old, next] = [before, after].map((lines) => lines.map(({ key }) => key)) as [string[], string[]];
  const hunks = diffIndices(old, next).filter(({ buffer2: [, length] }) => length === 0);
  return new Set(hunks.flatMap(({ buffer1Content }) => buffer1Content).filter((key) => !next.includes(key)));
}
