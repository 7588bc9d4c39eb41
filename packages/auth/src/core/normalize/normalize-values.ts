/**
 * Typographic characters that RFC 6749 section 5.2 does not allow in `error_description`, and the two that it forbids
 * explicitly.
 */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/["“”„‘’]/g, "'"],
  [/\\/g, '/'],
  [/[^\x20-\x7e]+/g, ' '],
];

/**
 * Converts a text to the characters of RFC 6749 section 5.2 (%x20-21 / %x23-5B / %x5D-7E), up to a length. Undefined if
 * nothing readable is left.
 */
export function printable(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = spellings.reduce((spelt, [from, to]) => spelt.replace(from, to), value);
  return text.trim().slice(0, length).trim() || undefined;
}

/**
 * Returns whole seconds from a number, or from a decimal number in a string. Undefined for anything else, because zero
 * would mean "expired" instead of "unknown".
 */
export function wholeSeconds(value: unknown): number | undefined {
  const decimal = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value);
  const seconds = typeof value === 'number' ? value : decimal ? Number(value) : Number.NaN;
  const whole = Math.floor(seconds);
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
}
