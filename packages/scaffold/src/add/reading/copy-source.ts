/**
 * A source of COPY as an expression for paths. Docker reads it as a pattern of Go
 * (https://pkg.go.dev/path/filepath#Match), where `*` and `?` match no slash.
 *
 * @param end what follows the source in the expression
 */
export function sourcePattern(source: string, end = '$'): RegExp {
  const parts = source.match(/\\.|\[\^?(?:\\.|[^\]\\])+\]|./gsu) ?? [];
  try {
    return new RegExp(`^${parts.map(expressionOf).join('')}${end}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Docker refuses such a range too.
    return /(?!)/;
  }
}

function expressionOf(part: string): string {
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.length > 2 && part.startsWith('[')) {
    const [, not = '', characters = ''] = /^\[(\^?)(.+)\]$/s.exec(part) ?? [];
    const literal = characters.replace(/\\.|[^-]/gsu, (each) => literally(each));
    return `[${not}${literal}]`;
  }
  return literally(part);
}

/** A character that a backslash may precede. */
function literally(part: string): string {
  return part.replace(/^\\(?=.)/s, '').replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

/** A COPY of one file or folder. In JSON, if a name has spaces. */
export function copyInstruction(source: string, target: string): string {
  const words = [source.replace(/[[*?\\]/g, (each) => (each === '\\' ? '\\\\' : `[${each}]`)), target];
  if (words.some((word) => /\s/.test(word)))
    return `COPY [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return `COPY ${words.join(' ')}`;
}
