/** Header names and values in turn, as Node's `rawHeaders`: order, case and duplicates are those of the sender. */
export type RawHeaders = readonly string[];

/** Headers of one connection, not of the message (RFC 9110 section 7.6.1). This server frames each body again. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** A caller must not remove these by naming them in its Connection header: without them the message would be another one. */
const kept: ReadonlySet<string> = new Set(['content-length', 'host', 'trailer', 'expect']);

/** Returns the headers of the message, without those of its connection. */
export function endToEnd(headers: RawHeaders): string[] {
  const nominated = new Set(tokensOf(headers, 'connection'));
  return select(headers, (name) => !hopByHop.has(name) && (kept.has(name) || !nominated.has(name)));
}

/** Returns the headers without one. */
export function without(headers: RawHeaders, removed: string): string[] {
  return select(headers, (name) => name !== removed);
}

/** Returns the tokens of a header that is a comma-separated list, in lower case. */
export function tokensOf(headers: RawHeaders, name: string): string[] {
  return valuesOf(headers, name)
    .flatMap((value) => value.split(','))
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '');
}

/** Returns each value of a header. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  return headers.filter((_value, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === name);
}

/** Returns names and values as pairs. */
export function pairsOf(headers: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[index * 2] as string,
    headers[index * 2 + 1] as string,
  ]);
}

function select(headers: RawHeaders, accepts: (name: string) => boolean): string[] {
  return headers.filter((_text, index) => accepts((headers[index - (index % 2)] as string).toLowerCase()));
}
