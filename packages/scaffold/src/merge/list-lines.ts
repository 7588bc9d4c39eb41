import { type Edit, lineEnd, lineStart, type Span } from './edits.ts';
import { columnAt, extentOf, type NewItem, type Source, type SourceList, separatorAfter } from './lists.ts';

/** The edits of a list that has each item on a line of its own. */
export function editLines(
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

/** A range with its line breaks, if nothing else is on its lines. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const isAlone = text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '';
  return isAlone ? { start: from, end: Math.min(to + 1, text.length) } : { start, end };
}
