import type MagicString from 'magic-string';
import type { Span } from './syntax.ts';

/** The position of a list in a source text, and of each of its items. */
export interface SourceList {
  /** Including the brackets. */
  readonly span: Span;
  readonly items: readonly Span[];
}

/**
 * Inserts an item with the formatting of the others: on its own line if they are.
 *
 * @param index among the existing items
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

/** Removes an item with its comma and white space. */
export function removeItem(source: MagicString, { items, span }: SourceList, index: number): void {
  const item = items[index];
  if (item === undefined) throw new RangeError(`The list has no item ${index}.`);
  const [before, after] = [items[index - 1], items[index + 1]];
  if (before) source.remove(before.end, item.end);
  else if (after) source.remove(item.start, after.start);
  else source.remove(span.start + 1, span.end - 1);
}

/** The line break and indentation before each item, or an empty string for a list on one line. */
function gapBefore(source: MagicString, { span }: SourceList, first: Span): string {
  const gap = source.original.slice(span.start + 1, first.start);
  return /^\s*\n/.test(gap) ? gap.slice(gap.lastIndexOf('\n')) : '';
}
