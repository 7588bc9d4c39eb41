import { FENCE, markdownTokens } from '../content/markdown.ts';
import type { ContentToken } from '../content/tokens.ts';
import { keysIn } from './syntax-tree.ts';

const ALONE = /^\s*(#{1,6}\s|\||```|~~~|<!--|!?\[[^\]]*\]:)/;
const ITEM = /^\s*([-*+]|\d+[.)])\s/;

/** The blocks of Markdown: paragraphs, headings, items of lists, rows of tables, and lines of code. */
export function blocksOf(text: string): ContentToken[] {
  const tokens = markdownTokens(text);
  const spans: { start: number; end: number }[] = [];
  let fence: string | undefined;
  let open = false;
  let position = 0;
  for (const line of text.split('\n')) {
    const [start, end] = [
      position + (line.length - line.trimStart().length),
      position + line.trimEnd().length,
    ];
    position += line.length + 1;
    const mark = FENCE.exec(line)?.[1];
    const isAlone = fence !== undefined || ALONE.test(line);
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const last = spans.at(-1);
    if (open && last && !isAlone && !ITEM.test(line)) last.end = end;
    else spans.push({ start: fence === undefined ? start : position - line.length - 1, end });
    open = !isAlone;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
  }
  return spans.map((span) => ({ ...span, key: keysIn(tokens, span) }));
}
