import type { Language } from './templates.ts';

/** Words in which no language here sees anything but letters, wherever they stand: no quote, bracket, `*`, `&`, `: ` or ` #`. */
const words = /^(?!.*: )(?:[\w@/.-][\w@:/.#?=-]*(?: (?=[\w@/.-]))?)*$/;

const prose = /^[^\p{C}\p{Zl}\p{Zp}<>`[\]|\\*]*$/u;
const line = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

/** What a value may be made of that is written without a helper. */
const plain: Readonly<Record<Language, RegExp>> = {
  json: words,
  yaml: words,
  typescript: words,
  dockerfile: words,
  html: words,
  markdown: prose,
  text: line,
};

/**
 * A value as it is, where it cannot be taken for anything but itself.
 *
 * @param language of the file that it becomes part of
 * @throws {TypeError} where a helper would have had to escape it
 */
export function plainText(value: string, language: Language): string {
  if (plain[language].test(value)) return value;
  throw new TypeError(`${JSON.stringify(value)} cannot stand in ${language} as it is`);
}
