import { type ContentToken, collapsed } from './tokens.ts';

/** The marks around a block of code. */
export const FENCE = /^\s*(```+|~~~+)/;
const DELIMITER_ROW = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * The words of Markdown: the same for each alignment of a table, each width of a paragraph and each kind of bullet. Lines in a code
 * block count as they are.
 */
export function markdownTokens(text: string): ContentToken[] {
  const tokens: ContentToken[] = [];
  let fence: string | undefined;
  let isCode = false;
  let start = 0;
  for (const line of text.split('\n')) {
    const mark: string | undefined = FENCE.exec(line)?.[1];
    const closes = fence !== undefined && mark?.startsWith(fence) === true;
    isCode = fence !== undefined && !closes;
    if (isCode) tokens.push({ key: `  ${line.trimEnd()}`, start, end: start + line.trimEnd().length });
    else tokens.push(...wordsOf(line, start));
    if (closes) fence = undefined;
    else if (fence === undefined) fence = mark;
    start += line.length + 1;
  }
  return tokens;
}

function wordsOf(line: string, offset: number): ContentToken[] {
  if (DELIMITER_ROW.test(line) && line.includes('-')) {
    const start = line.length - line.trimStart().length;
    return [{ key: delimiterKey(line), start: offset + start, end: offset + line.trimEnd().length }];
  }
  return [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    key: wordKey(word, line.slice(0, index).trim() === ''),
    start: offset + index,
    end: offset + index + word.length,
  }));
}

/** `|---|:--|` as `--- :--`, and a rule as `---`. */
function delimiterKey(line: string): string {
  const cells = line
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  return collapsed(cells.map((cell) => cell.replace(/-+/, '---')).join(' '));
}

function wordKey(word: string, isFirst: boolean): string {
  if (isFirst && /^[*+]$/.test(word)) return '-';
  return word
    .replace(/(?<![\w\\*])\*{2}(?=\S)|(?<=\S)\*{2}(?!\w)/g, '__')
    .replace(/(?<![\w\\*])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])/g, '_');
}
