import { type Edit, indentationAt, lineEnd, lineStart, type Span } from './edits.ts';
import { editLines, wholeLines } from './list-lines.ts';
import { extentOf, isOnLines, type ListChange, type NewItem, type Source, type SourceList } from './lists.ts';

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
  const isInline = items.length > 0 && !isOnLines(source, list);
  if (inserted.length === 0) return isInline ? [{ start, end, text: '' }] : removals;
  const outer = indentationAt(text, start);
  const nested = brackets ? outer + unit : outer;
  const inner = items[0] && !isInline ? indentationAt(text, ranges[0]?.start ?? start) : nested;
  const isLines =
    isOnLines(source, list) ||
    separator === '' ||
    inserted.some((item) => item.text('').includes('\n')) ||
    items.length === 0;
  const texts = inserted.map((item, index) => {
    const isLast = index === inserted.length - 1;
    return `${item.text(inner)}${isLast && !(trailing && isLines) ? '' : separator}${isLines ? item.comment : ''}`;
  });
  const content = text.slice(start, end);
  if (!isLines) {
    // The white space inside of the brackets stays.
    const [first, last] = [end - content.trimStart().length, start + content.trimEnd().length];
    return [{ start: first, end: last, text: texts.join(' ') }];
  }
  const isBlank = content.trim() === '';
  const lines = texts.map((each) => `${inner}${each}\n`).join('');
  if (!brackets)
    return [{ start: lineStart(text, start), end: lineStart(text, start), text: lines }, ...removals];
  if (isBlank || isInline) return [{ start, end, text: `\n${lines}${outer}` }];
  const at = lineEnd(text, start) + 1;
  return [{ start: at, end: at, text: lines }, ...removals];
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
