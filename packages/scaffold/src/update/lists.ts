import { type Edit, indentationAt, lineEnd, lineStart, type Span } from './edits.ts';

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
function separatorAfter(
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

/** The edits that remove items and insert new ones. What is left keeps its formatting and its comments. */
export function editList(source: Source, list: SourceList, { removed, inserted }: ListChange): Edit[] {
  const kept = list.items.map((_, index) => index).filter((index) => !removed.has(index));
  const placed = inserted.map((item) => ({
    ...item,
    after: kept.findLast((index) => index <= item.after) ?? -1,
  }));
  if (removed.size === 0 && placed.length === 0) return [];
  if (kept.length === 0) return fill(source, list, placed);
  return isOnLines(source, list) ? editLines(source, list, kept, placed) : editInline(list, kept, placed);
}

/** Replaces everything between the brackets, and leaves comments that belong to no item. */
function fill(source: Source, list: SourceList, inserted: readonly NewItem[]): Edit[] {
  const { text, unit } = source;
  const { start, end, separator, trailing, brackets, items } = list;
  const ranges = items.map((_, index) => extentOf(source, list, index));
  const removals = ranges.map((range) => ({ ...wholeLines(text, range), text: '' }));
  if (inserted.length === 0)
    return items.length > 0 && !isOnLines(source, list) ? [{ start, end, text: '' }] : removals;
  const outer = indentationAt(text, start);
  const inner = items[0] ? indentationAt(text, ranges[0]?.start ?? start) : brackets ? outer + unit : outer;
  const isLines =
    isOnLines(source, list) ||
    separator === '' ||
    inserted.some((item) => item.text('').includes('\n')) ||
    items.length === 0;
  const texts = inserted.map((item, index) => {
    const isLast = index === inserted.length - 1;
    return `${item.text(inner)}${isLast && !(trailing && isLines) ? '' : separator}${isLines ? item.comment : ''}`;
  });
  if (!isLines) return [{ start, end, text: texts.join(' ') }];
  const isBlank = text.slice(start, end).trim() === '';
  const lines = texts.map((each) => `${inner}${each}\n`).join('');
  if (!brackets)
    return [{ start: lineStart(text, start), end: lineStart(text, start), text: lines }, ...removals];
  if (isBlank) return [{ start, end, text: `\n${lines}${outer}` }];
  const at = lineEnd(text, start) + 1;
  return [{ start: at, end: at, text: lines }, ...removals];
}

function editLines(
  source: Source,
  list: SourceList,
  kept: readonly number[],
  inserted: readonly NewItem[],
): Edit[] {
  const { text } = source;
  const { items, separator } = list;
  const extents = items.map((_, index) => extentOf(source, list, index));
  const first = extents[kept[0] as number] as Span;
  const indentation = columnAt(text, first.start);
  const last = kept.at(-1) as number;
  const hadTrailing = separatorAfter(text, source.comments, list, items.length - 1) !== undefined;
  const isTrailing = list.trailing && (hadTrailing || items.length === 0);
  const edits: Edit[] = [];
  items.forEach((_, index) => {
    if (!kept.includes(index)) edits.push(removal(text, extents, kept, index));
  });
  const places = [...new Set(inserted.map(({ after }) => after))];
  // A separator at the position of an insertion comes first.
  edits.push(...commas(source, list, last, places.includes(last), isTrailing));
  for (const place of places) {
    const group = inserted.filter(({ after }) => after === place);
    const texts = group.map((item, index) => {
      const isEnd = place === last && index === group.length - 1;
      const written = `${item.text(indentation)}${isEnd && !isTrailing ? '' : separator}${item.comment}`;
      return `${index > 0 && item.blankBefore ? '\n' : ''}${indentation}${written}`;
    });
    const [blankBefore, blankAfter] = [group[0]?.blankBefore === true, group.at(-1)?.blankAfter === true];
    edits.push(
      insertion(text, [extents[place], extents[place + 1]], texts.join('\n'), { blankBefore, blankAfter }),
    );
  }
  return edits;
}

/** White space up to a position: the first key of an item of YAML is behind its dash. */
export function columnAt(text: string, position: number): string {
  return text.slice(lineStart(text, position), position).replace(/\S/g, ' ');
}

/** Inserts lines between two items. The blank line between the two, if there is one, stays above or below as in the generated list. */
function insertion(
  text: string,
  [previous, next]: readonly [Span | undefined, Span | undefined],
  lines: string,
  { blankBefore, blankAfter }: { readonly blankBefore: boolean; readonly blankAfter: boolean },
): Edit {
  const isBlank = previous && next ? /\n[^\S\n]*\n/.test(text.slice(previous.end, next.start)) : false;
  if (next && (!previous || blankBefore === isBlank)) {
    const start = lineStart(text, next.start);
    const isAlone = text.slice(start, next.start).trim() === '';
    if (isAlone) return { start, end: start, text: `${lines}\n${blankAfter ? '\n' : ''}` };
    const indentation = ' '.repeat(next.start - start);
    return { start: next.start, end: next.start, text: `${lines.trimStart()}\n${indentation}` };
  }
  const at = previous?.end ?? 0;
  const after = next && blankAfter && !isBlank ? '\n' : '';
  return { start: at, end: at, text: `\n${blankBefore ? '\n' : ''}${lines}${after}` };
}

/** The separator of the last item that is kept. */
function commas(
  source: Source,
  list: SourceList,
  last: number,
  isFollowed: boolean,
  isTrailing: boolean,
): Edit[] {
  if (list.separator === '') return [];
  const at = separatorAfter(source.text, source.comments, list, last);
  const { end } = list.items[last] as Span;
  if (isFollowed && at === undefined) return [{ start: end, end, text: list.separator }];
  if (!isFollowed && !isTrailing && at !== undefined) return [{ start: at, end: at + 1, text: '' }];
  return [];
}

/** Removes the lines of an item, and one of the two blank lines around it. */
function removal(text: string, extents: readonly Span[], kept: readonly number[], index: number): Edit {
  const extent = extents[index] as Span;
  const isAlone = text.slice(lineStart(text, extent.start), extent.start).trim() === '';
  const next = extents[index + 1];
  if (!isAlone && next) return { start: extent.start, end: next.start, text: '' };
  const { start, end } = wholeLines(text, extent);
  const isBlankAround =
    /(^|\n)[^\S\n]*\n$|[{[(]\s*$|^$/.test(text.slice(0, start)) && /^[^\S\n]*\n/.test(text.slice(end));
  const isLastKept = !kept.some((each) => each > index);
  if (isLastKept && /\n[^\S\n]*\n$/.test(text.slice(0, start)) && text.slice(end).trim() === '')
    return { start: text.slice(0, start).trimEnd().length + 1, end, text: '' };
  return { start, end: isBlankAround ? lineEnd(text, end) + 1 : end, text: '' };
}

function wholeLines(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const isAlone = text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '';
  return isAlone ? { start: from, end: Math.min(to + 1, text.length) } : { start, end };
}

function editInline(list: SourceList, kept: readonly number[], inserted: readonly NewItem[]): Edit[] {
  const { items, separator } = list;
  const edits: Edit[] = [];
  items.forEach((item, index) => {
    if (kept.includes(index)) return;
    const next = items[index + 1];
    const isLast = !kept.some((each) => each > index);
    const before = items[index - 1];
    if (!isLast && next) edits.push({ start: item.start, end: next.start, text: '' });
    else edits.push({ start: before?.end ?? item.start, end: item.end, text: '' });
  });
  for (const { after, text } of inserted) {
    const written = text('');
    const [place, first] = [items[after], items[kept[0] as number] as Span];
    if (place) edits.push({ start: place.end, end: place.end, text: `${separator} ${written}` });
    else edits.push({ start: first.start, end: first.start, text: `${written}${separator} ` });
  }
  return edits;
}
