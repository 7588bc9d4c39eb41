import type { Language } from './templates.ts';

/** Words without a special meaning in any of these languages: no quote, bracket, `*`, `&`, `: ` or ` #`. */
const words = /^(?!.*: )(?:[\w@/.-][\w@:/.#?=-]*(?: (?=[\w@/.-]))?)*$/;

const prose = /^[^\p{C}\p{Zl}\p{Zp}<>`[\]|\\*]*$/u;
const line = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;

/** What a value without a helper may contain. */
const unescaped: Readonly<Record<Language, RegExp>> = {
  json: words,
  yaml: words,
  typescript: words,
  dockerfile: words,
  html: words,
  markdown: prose,
  text: line,
};

/**
 * Returns a value that needs no escaping in a language.
 *
 * @param language of the generated file
 * @throws {TypeError} for a value that a helper must escape
 */
export function plainText(value: string, language: Language): string {
  if (unescaped[language].test(value)) return value;
  throw new TypeError(`${JSON.stringify(value)} must be escaped in ${language}`);
}
