/** Stands for the escape sequence that clears a line to its end. */
const clear = '\uE000';

/**
 * The lines that a terminal shows after an output with carriage returns, line feeds and the sequence that clears a line to its end.
 * A text that does not fit wraps, as in a terminal.
 *
 * @throws Error for any other escape sequence
 */
export function screenOf(output: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let column = 0;
  const feed = () => {
    lines.push(line);
    line = '';
    column = 0;
  };
  for (const character of output.replaceAll('\u001b[K', clear)) {
    if (character === '\u001b') throw new Error('Unsupported escape sequence.');
    if (character === '\r') column = 0;
    else if (character === '\n') feed();
    else if (character === clear) line = line.slice(0, column);
    else {
      if (column === columns) feed();
      line = line.slice(0, column) + character + line.slice(column + 1);
      column += 1;
    }
  }
  return [...lines, line];
}
