/** Typographic spellings of what RFC 6749 section 5.2 leaves out of `error_description`, and the two it forbids by name. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/["“”„‘’]/g, "'"],
  [/\\/g, '/'],
  [/[^\x20-\x7e]+/g, ' '],
];

/**
 * A text in the characters of RFC 6749 section 5.2 (%x20-21 / %x23-5B / %x5D-7E), cut to a length; undefined where
 * nothing readable is left.
 */
export function printable(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = spellings.reduce((spelt, [from, to]) => spelt.replace(from, to), value);
  return text.trim().slice(0, length).trim() || undefined;
}

/**
 * Whole seconds out of a number, or of a decimal number written as a string; undefined where it is neither, since zero
 * would mean "expired" and not "unknown".
 */
export function wholeSeconds(value: unknown): number | undefined {
  const decimal = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value);
  const seconds = typeof value === 'number' ? value : decimal ? Number(value) : Number.NaN;
  const whole = Math.floor(seconds);
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
}
