/**
 * Control characters (C0, DEL, C1), format characters (directional marks, embeddings, overrides and isolates among them), line
 * and paragraph separators, and unpaired surrogates. If they are printed unchanged, they move the cursor, forge lines or reorder
 * text (CWE-150).
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Workflow commands of CI services: `::NAME` at the start of a line, `##[NAME]` and `##vso[NAME]` anywhere. */
const command = /^\s*::|##(?=\w*\[)/g;

/** A character outside the basic plane is two units, as in JSON. */
const escaped = (character: string) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Escapes a text to one line, which a terminal or a CI log only shows. */
export function visible(text: string): string {
  return text
    .replace(unprintable, escaped)
    .replace(command, (match) => match.replace(/::|##/, (pair) => escaped(pair.charAt(0)) + pair.charAt(1)));
}

/** The same value as JSON, in which such characters are escapes. */
export function visibleJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, each: unknown) => (typeof each === 'string' ? wellFormed(each) : each),
    2,
  );
  // JSON.stringify escapes what is below U+0020; the line feeds left are its own.
  return text
    .replace(unprintable, (character) => (character === '\n' ? character : escaped(character)))
    .replace(/##(?=\w*\[)/g, '\\u0023#');
}

/** A text without unpaired surrogates, which UTF-8 cannot encode. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
