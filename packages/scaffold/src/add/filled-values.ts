/** A line of a compose file or a component in which the author fills in a value: `NAME: ""`, `- NAME=`, or `NAME: '',`. */
const BLANK = /^(\s*(?:- )?)([A-Z][A-Z0-9_]*)(: ""|=|: '',)$/;

interface BlankLine {
  readonly name: string;
  readonly line: string;
}

/** A text with the blank values that were written, in place of those that the author filled in. */
export function withBlankValues(current: string, written: string): string {
  return replaced(current, blanksIn(written), ({ line }) => line);
}

/** A text with the values that the author filled in, in place of blank ones. */
export function withFilledValues(written: string, current: string): string {
  const filled = new Map(
    blanksIn(written).flatMap(({ name, line }) => {
      const [found, ...others] = linesOf(current, name);
      return found === undefined || others.length > 0 || found.trim() === line.trim()
        ? []
        : [[name, found] as const];
    }),
  );
  return replaced(written, blanksIn(written), ({ name, line }) => filled.get(name) ?? line);
}

function blanksIn(text: string): readonly BlankLine[] {
  return text.split('\n').flatMap((line) => {
    const [, , name] = BLANK.exec(line.replace(/\r$/, '')) ?? [];
    return name === undefined ? [] : [{ name, line }];
  });
}

/** The lines that set a variable. A comment behind the value belongs to it. */
function linesOf(text: string, name: string): readonly string[] {
  const pattern = new RegExp(`^\\s*(?:- )?["']?${name}(?:["']?: |=)`);
  return text.split('\n').filter((line) => pattern.test(line) || line.trim() === `${name}:`);
}

/** Replaces each line of a variable that is there once. */
function replaced(text: string, blanks: readonly BlankLine[], by: (blank: BlankLine) => string): string {
  return blanks.reduce((result, blank) => {
    const [found, ...others] = linesOf(result, blank.name);
    return found === undefined || others.length > 0
      ? result
      : result
          .split('\n')
          .map((line) => (line === found ? by(blank) : line))
          .join('\n');
  }, text);
}
