import { lineEnd, lineStart, type Span } from './edits.ts';

/** The position of a list in a source text, and of each of its items. */
export interface SourceList extends Span {
  /** Between the brackets. */
  readonly items: readonly Span[];
  readonly separator: ',' | '';
  /** Whether the last item of a list on several lines may have a separator. */
  readonly trailing: boolean;
  /** Whether the list has brackets. A list without them has each item on a line of its own. */
  readonly brackets: boolean;
}

/** What changes in a list. */
export interface ListChange {
  /** Positions among the items. */
  readonly removed: ReadonlySet<number>;
  readonly inserted: readonly NewItem[];
}

export interface NewItem {
  /** The position of the item before it; -1 for the start of the list. */
  readonly after: number;
  /** The item with the comments above it, indented as its first line is by `indentation`. */
  readonly text: (indentation: string) => string;
  /** A comment on its last line, with the space before it, or an empty string. */
  readonly comment: string;
  /** Whether a blank line separates it from the item before it. */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
}

/** A text with the positions of its comments. */
export interface Source {
  readonly text: string;
  readonly comments: readonly Span[];
  /** The white space that one level of nesting adds. */
  readonly unit: string;
}

/**
 * The range of an item with its comments: those on the lines directly above it, and one behind it on its last line. The separator
 * behind it is part of it.
 */
export function extentOf(
  { text, comments }: Pick<Source, 'text' | 'comments'>,
  list: SourceList,
  index: number,
): Span {
  const item = list.items[index] as Span;
  const before = list.items[index - 1]?.end ?? list.start;
  let { start } = item;
  for (const comment of comments.toReversed()) {
    if (comment.end > start || comment.start < before) continue;
    const isAdjacent = /^[^\S\n]*\n?[^\S\n]*$/.test(text.slice(comment.end, start));
    const isOwnLine = text.slice(lineStart(text, comment.start), comment.start).trim() === '';
    const isInside = list.brackets && !text.slice(before, comment.start).includes('\n');
    if (
      !isAdjacent ||
      !(isOwnLine || (isInside && index === 0 && !text.slice(comment.end, item.start).includes('\n')))
    )
      break;
    start = comment.start;
  }
  let { end } = item;
  const separator = separatorAfter(text, comments, list, index);
  if (separator !== undefined) end = separator + 1;
  const line = lineEnd(text, end);
  const trailing = comments.find((comment) => comment.start >= end && comment.start < line);
  const isLast =
    trailing &&
    text.slice(end, trailing.start).trim() === '' &&
    text.slice(trailing.end, lineEnd(text, trailing.end)).trim() === '';
  return { start, end: isLast ? trailing.end : end };
}

/** The position of the separator behind an item, if it has one. */
export function separatorAfter(
  text: string,
  comments: readonly Span[],
  { items, end, separator }: SourceList,
  index: number,
): number | undefined {
  if (separator === '') return undefined;
  const limit = items[index + 1]?.start ?? end;
  for (let position = (items[index] as Span).end; position < limit; position += 1) {
    const comment = comments.find((each) => each.start <= position && position < each.end);
    if (comment) position = comment.end - 1;
    else if (text[position] === separator) return position;
  }
  return undefined;
}

/** Whether each item is on a line of its own. */
export function isOnLines(
  { text }: Pick<Source, 'text'>,
  { brackets, items, start, end }: SourceList,
): boolean {
  if (!brackets) return true;
  const first = items[0];
  return text.slice(start, first?.start ?? end).includes('\n');
}

/** White space up to a position: the first key of an item of YAML is behind its dash. */
export function columnAt(text: string, position: number): string {
  return text.slice(lineStart(text, position), position).replace(/\S/g, ' ');
}
