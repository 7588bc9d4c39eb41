const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** A string literal of JavaScript or JSON with double quotes and the escapes of JSON, whatever its quotes were. */
export function stringKey(literal: string): string {
  const value = literal
    .slice(1, -1)
    .replace(/\\(u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|\r\n|[\s\S])/gi, (_, sequence: string) =>
      unescaped(sequence),
    );
  return JSON.stringify(value);
}

function unescaped(sequence: string): string {
  const code = /^[ux]\{?([\da-f]+)\}?$/i.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  // A line break after a backslash is no part of the string.
  return /^[\r\n\u2028\u2029]/.test(sequence) ? '' : (ESCAPES[sequence] ?? sequence);
}
