/** A range of a source text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces a range of a text. An insertion has an empty range. */
export interface Edit extends Span {
  readonly text: string;
}

/** Applies edits to a text. Insertions at one position keep their order, and stay if their position is in a removed range. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted(
    (a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start),
  );
  let result = '';
  let position = 0;
  for (const edit of sorted) {
    result += text.slice(position, Math.max(position, edit.start)) + edit.text;
    position = Math.max(position, edit.end);
  }
  return result + text.slice(position);
}

/** The position of the first character of a line. */
export function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

/** The position of the line break at the end of a line, or the end of the text. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}

/** The white space at the start of a line. */
export function indentationAt(text: string, position: number): string {
  return /^[^\S\n]*/.exec(text.slice(lineStart(text, position)))?.[0] ?? '';
}

/** Counted from 1. */
export function lineNumber(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
