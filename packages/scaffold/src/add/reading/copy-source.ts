/** Whether a part of a source matches a character. `*` matches any number of characters. */
type Part = '*' | ((character: string) => boolean);

/**
 * A source of COPY as a function of paths. Docker reads it as a pattern of Go
 * (https://pkg.go.dev/path/filepath#Match), where `*` and `?` match no slash.
 *
 * @returns the longest beginning of a path that the source matches: the path itself, or a folder above it. Undefined if there is none
 */
export function beginningMatcher(source: string): (path: string) => string | undefined {
  const texts = source.match(/\\.|\[\^?(?:\\.|[^\]\\])+\]|./gsu) ?? [];
  try {
    const parts = texts.map(partOf);
    return (path) => matchedBeginning(parts, path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Docker refuses such a range too.
    return () => undefined;
  }
}

/** Follows all matches at once: with backtracking, many stars in a source that others wrote take forever. */
function matchedBeginning(parts: readonly Part[], path: string): string | undefined {
  let matched: string | undefined;
  let beginning = '';
  let positions = pastStars(parts, [0]);
  for (const character of [...path, '']) {
    if ((character === '/' || character === '') && positions.has(parts.length)) matched = beginning;
    beginning += character;
    const next = [...positions].flatMap((position) => {
      const part = parts[position];
      if (part === '*') return character === '/' ? [] : [position];
      return part?.(character) ? [position + 1] : [];
    });
    positions = pastStars(parts, next);
  }
  return matched;
}

/** The positions in a source, and those behind stars that match nothing. */
function pastStars(parts: readonly Part[], positions: readonly number[]): ReadonlySet<number> {
  const all = new Set(positions);
  // A set also iterates over what is added meanwhile.
  for (const position of all) if (parts[position] === '*') all.add(position + 1);
  return all;
}

function partOf(text: string): Part {
  if (text === '*') return '*';
  if (text === '?') return (character) => character !== '/';
  if (text.length > 2 && text.startsWith('[')) {
    const [, not = '', characters = ''] = /^\[(\^?)(.+)\]$/s.exec(text) ?? [];
    const expression = new RegExp(`^[${not}${characters.replace(/\\.|[^-]/gsu, escaped)}]$`, 'u');
    return (character) => expression.test(character);
  }
  const literal = unescaped(text);
  return (character) => character === literal;
}

/** A character that a backslash may precede. */
function unescaped(text: string): string {
  return text.replace(/^\\(?=.)/s, '');
}

function escaped(text: string): string {
  return unescaped(text).replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/** A COPY of one file or folder. In JSON, if a name has spaces. */
export function copyInstruction(source: string, target: string): string {
  const words = [source.replace(/[[*?\\]/g, (each) => (each === '\\' ? '\\\\' : `[${each}]`)), target];
  if (words.some((word) => /\s/.test(word)))
    return `COPY [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return `COPY ${words.join(' ')}`;
}
