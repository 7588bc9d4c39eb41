import { applyEdits, indentationAt } from '../../merge/edits.ts';
import { withoutLineEndings } from '../../merge/line-endings.ts';

/** Inserts a line at the start of the body of a page. Undefined for a page without `<body>`. */
export function withLineInBody(original: string, line: string): string | undefined {
  const { text, restore } = withoutLineEndings(original);
  const tag = /<body\b(?:"[^"]*"|'[^']*'|[^>"'])*>/i.exec(
    text.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)),
  );
  if (tag === null) return undefined;
  const at = tag.index + tag[0].length;
  const next = /\S/.exec(text.slice(at));
  const isOnLine = next !== null && text.slice(at, at + next.index).includes('\n');
  const indentation = isOnLine ? indentationAt(text, at + next.index) : '';
  return restore(
    applyEdits(text, [{ start: at, end: at, text: `\n${indentation}${line}${isOnLine ? '' : '\n'}` }]),
  );
}
