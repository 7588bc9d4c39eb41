import type MagicString from 'magic-string';
import type { Span } from './syntax.ts';

/** A bracketed list in a source text: what is between the brackets, and each of its items. */
export interface SourceList {
  /** From the opening bracket to the closing one, both included. */
  readonly span: Span;
  readonly items: readonly Span[];
}

/**
 * Inserts an item in the way in which the others are written: on a line of its own where they are.
 *
 * @param index where it goes among the items that are there
 */
export function insertItem(source: MagicString, list: SourceList, index: number, text: string): void {
  const { items, span } = list;
  const [first] = items;
  if (first === undefined) {
    if (span.end - span.start > 2) source.remove(span.start + 1, span.end - 1);
    source.appendLeft(span.start + 1, text);
    return;
  }
  const separator = gapBefore(source, list, first);
  const next = items[index];
  if (next) source.appendLeft(next.start, `${text},${separator || ' '}`);
  else source.appendLeft((items.at(-1) as Span).end, `,${separator || ' '}${text}`);
}

/** Removes an item with the comma and the space that belong to it. */
export function removeItem(source: MagicString, { items, span }: SourceList, index: number): void {
  const item = items[index];
  if (item === undefined) throw new RangeError(`The list has no item ${index}.`);
  const [before, after] = [items[index - 1], items[index + 1]];
  if (before) source.remove(before.end, item.end);
  else if (after) source.remove(item.start, after.start);
  else source.remove(span.start + 1, span.end - 1);
}

/** The line break and the indentation in front of the items, or nothing where they stand in one line. */
function gapBefore(source: MagicString, { span }: SourceList, first: Span): string {
  const gap = source.original.slice(span.start + 1, first.start);
  return /^\s*\n/.test(gap) ? gap.slice(gap.lastIndexOf('\n')) : '';
}
