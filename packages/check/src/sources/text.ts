/** A text file with line numbers. */
export class Text {
  readonly file: string;
  readonly content: string;

  constructor(file: string, content: string) {
    this.file = file;
    this.content = content;
  }

  /** The place of a character. */
  place(index: number): { file: string; line: number } {
    return { file: this.file, line: lineAt(this.content, index) };
  }

  /** Every match of a pattern, with its place. @param pattern with the flag g */
  matches(pattern: RegExp): { match: RegExpExecArray; at: { file: string; line: number } }[] {
    return [...this.content.matchAll(pattern)].map((match) => ({ match, at: this.place(match.index) }));
  }
}

/** The line of a character, from 1. */
export function lineAt(content: string, index: number): number {
  let line = 1;
  for (let at = content.indexOf('\n'); at !== -1 && at < index; at = content.indexOf('\n', at + 1)) line += 1;
  return line;
}
