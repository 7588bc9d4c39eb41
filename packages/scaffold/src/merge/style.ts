import { contentTokens, isCode } from '../content/content.ts';
import type { ContentToken } from '../content/tokens.ts';
import { applyEdits } from './edits.ts';

/** The white space that one level of nesting adds in a text: the smallest indentation, or a tab. */
export function indentationUnit(text: string): string {
  const indents = [...text.matchAll(/^([^\S\n]+)[^\s*]/gm)].map(([, indent]) => indent ?? '');
  if (indents.some((indent) => indent.startsWith('\t'))) return '\t';
  const widths = indents.map(({ length }) => length).filter((width) => width > 1);
  return ' '.repeat(widths.length > 0 ? Math.min(...widths) : 2);
}

/** A generated text in the style of the file that it is merged into: indentation, quotes and semicolons. */
export function restyle(path: string, text: string, model: string): string {
  const indented = reindent(text, indentationUnit(text), indentationUnit(model));
  return isCode(path) ? restyleCode(path, indented, model) : indented;
}

/** The content of an item of a YAML list is two columns behind its dash, however wide one level is. */
const DASH = '- ';

function reindent(text: string, from: string, to: string): string {
  if (from === to) return text;
  const levels = [{ width: 0, indent: '' }];
  return text
    .split('\n')
    .map((line) => {
      const content = line.trimStart();
      const width = line.length - content.length;
      if (content === '') return line;
      while ((levels.at(-1)?.width ?? 0) > width) levels.pop();
      const { width: outer, indent: start } = levels.at(-1) ?? { width: 0, indent: '' };
      const count = Math.floor((width - outer) / from.length);
      const indent = start + to.repeat(count) + ' '.repeat(width - outer - count * from.length);
      levels.push({ width, indent });
      if (content.startsWith(DASH))
        levels.push({ width: width + DASH.length, indent: indent + ' '.repeat(DASH.length) });
      return indent + content;
    })
    .join('\n');
}

function restyleCode(path: string, text: string, model: string): string {
  const quote = quoteOf(path, model);
  const edits = stringsOf(path, text).flatMap(({ start, end }) => {
    const value = text.slice(start + 1, end - 1);
    const isPlain = text[start] !== quote && quote !== undefined && !/['"\\]/.test(value);
    return isPlain ? [{ start, end, text: quote + value + quote }] : [];
  });
  const quoted = applyEdits(text, edits);
  return hasSemicolons(path, model) ? quoted : quoted.replace(/;$/gm, '');
}

/** The string literals, without those of JSX attributes. */
function stringsOf(path: string, text: string): ContentToken[] {
  return contentTokens(path, text).filter(
    ({ start }) => /['"]/.test(text[start] ?? '') && text[start - 1] !== '=',
  );
}

function quoteOf(path: string, text: string): string | undefined {
  const strings = stringsOf(path, text).map(({ start }) => text[start]);
  if (strings.length === 0) return undefined;
  return strings.filter((quote) => quote === "'").length * 2 >= strings.length ? "'" : '"';
}

function hasSemicolons(path: string, text: string): boolean {
  const ends = contentTokens(path, text).map(({ end }) => text.slice(end).trimStart()[0]);
  return ends.length === 0 || ends.includes(';');
}

/** A text whose lines, but for the first, are indented by another amount. */
export function indented(text: string, from: string, to: string): string {
  if (from === to) return text;
  return text
    .split('\n')
    .map((line, index) =>
      index > 0 && line.startsWith(from) && line !== '' ? to + line.slice(from.length) : line,
    )
    .join('\n');
}
