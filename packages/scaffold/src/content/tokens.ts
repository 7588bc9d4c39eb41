/** A part of a text that has a meaning. What is between two tokens is formatting. */
export interface ContentToken {
  /** The normalized text: equal for two tokens that mean the same. */
  readonly key: string;
  /** The position in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** The matches of a pattern, each as a token. An empty key means that the match is formatting. */
export function tokensOf(
  text: string,
  pattern: RegExp,
  keyOf: (match: string) => string = (match) => match,
): ContentToken[] {
  return [...text.matchAll(pattern)]
    .map(({ 0: match, index }) => ({ key: keyOf(match), start: index, end: index + match.length }))
    .filter(({ key }) => key !== '');
}

/** The keys of tokens as one text, to compare them. */
export function keysOf(tokens: readonly ContentToken[]): string {
  return JSON.stringify(tokens.map(({ key }) => key));
}

/** How often each key occurs. */
export function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The part of keys that two lists have in common (Sørensen–Dice coefficient), from 0 to 1. */
export function similarity(one: readonly string[], other: readonly string[]): number {
  const total = one.length + other.length;
  const counts = countsOf(other);
  let common = 0;
  for (const [key, count] of countsOf(one)) common += Math.min(count, counts.get(key) ?? 0);
  return total === 0 ? 0 : (2 * common) / total;
}

/** The text with each run of white space as one space. */
export function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
