import { diffIndices } from 'node-diff3';

/** A text with LF, and how to give each line its own line break again. */
export interface Lines {
  readonly text: string;
  /** Lines that are new get the line break that most lines have, and the file keeps its byte order mark. */
  readonly restore: (text: string) => string;
}

/** Separates a text from its line breaks and its byte order mark. */
export function withoutLineEndings(original: string): Lines {
  const mark = original.startsWith('\uFEFF') ? '\uFEFF' : '';
  const lines = original.slice(mark.length).split('\n');
  const isWindows = lines.map((line) => line.endsWith('\r'));
  const text = lines.map((line) => line.replace(/\r$/, '')).join('\n');
  // The last line has no line break.
  const breaks = isWindows.slice(0, -1);
  const majority = breaks.filter(Boolean).length * 2 > breaks.length;
  const isMixed = breaks.some((each) => each !== majority);
  const restore = (changed: string) => {
    const next = changed.split('\n');
    const kept = isMixed ? breaksOfKept(text.split('\n'), breaks, next) : [];
    const isWindowsLine = (index: number) => index < next.length - 1 && (kept[index] ?? majority);
    return mark + next.map((line, index) => (isWindowsLine(index) ? `${line}\r` : line)).join('\n');
  };
  return { text, restore };
}

/** For each line that is in the old text too, whether it has CRLF there. */
function breaksOfKept(
  old: readonly string[],
  breaks: readonly boolean[],
  next: readonly string[],
): readonly (boolean | undefined)[] {
  const kept: (boolean | undefined)[] = next.map(() => undefined);
  let [from, to] = [0, 0];
  const keep = (until: number) => {
    for (; from < until; from += 1, to += 1) kept[to] = breaks[from];
  };
  for (const { buffer1, buffer2 } of diffIndices([...old], [...next])) {
    keep(buffer1[0]);
    [from, to] = [buffer1[0] + buffer1[1], buffer2[0] + buffer2[1]];
  }
  keep(old.length);
  return kept;
}
