import { codeTokens } from './code.ts';
import { markdownTokens } from './markdown.ts';
import { type ContentToken, collapsed, keysOf, tokensOf } from './tokens.ts';
import { yamlTokens } from './yaml.ts';

type Tokenize = (text: string) => ContentToken[];

const HTML = /<!--[\s\S]*?-->|<\/?[\w!-]+|\/?>|[\w-]+=(?:"[^"]*"|'[^']*')|[^\s<>]+/g;
const htmlKey = (token: string) => {
  if (token === '/>') return '>';
  if (/^<!doctype$/i.test(token)) return '<!doctype';
  return collapsed(token).replace(/^([\w-]+)='([^"]*)'$/, '$1="$2"');
};

const languages: readonly (readonly [pattern: RegExp, tokenize: Tokenize])[] = [
  [/\.(tsx|jsx|js|mjs|cjs)$/, (text) => codeTokens(text, { jsx: true })],
  [/\.([cm]?ts|jsonc?)$/, (text) => codeTokens(text, { jsx: false })],
  [/\.ya?ml$/, yamlTokens],
  [/\.(md|markdown)$/, markdownTokens],
  [/\.html?$/, (text) => tokensOf(text, HTML, htmlKey)],
];

const COMMENTS: readonly (readonly [path: RegExp, comment: RegExp])[] = [
  [/\.([cm]?[jt]sx?|jsonc?)$/, /^\/[/*]/],
  [/\.(html?|md|markdown)$/, /^<!--/],
  // An indented line may be the content of a block scalar.
  [/\.ya?ml$/, /^#/],
];

/** Whether a file is TypeScript or JavaScript. */
export function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

/** Lines, without the white space at their ends. Blank lines count, except at the end of the text. */
const lineTokens: Tokenize = (text) =>
  tokensOf(text.trimEnd(), /[^\n]*\n|[^\n]+$/g, (line) => `${line.trimEnd()}\n`);

/**
 * The tokens of a file: what remains of it without formatting. Code and JSON consist of tokens, YAML of keys and values, Markdown
 * of words, and any other file of lines. Comments are tokens too.
 *
 * @param path determines the language
 * @param text with line breaks LF or CRLF, with or without a byte order mark
 */
export function contentTokens(path: string, text: string): readonly ContentToken[] {
  const tokenize = languages.find(([pattern]) => pattern.test(path))?.[1] ?? lineTokens;
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  // Each character keeps its position.
  const tokens = tokenize(text.slice(mark).replaceAll('\r\n', ' \n'));
  return mark ? tokens.map(({ key, start, end }) => ({ key, start: start + mark, end: end + mark })) : tokens;
}

/**
 * Whether a file has the content that was generated. Formatting does not count: quotes, semicolons, trailing commas, white space,
 * line width, the alignment of tables, line breaks, and a byte order mark. A comment counts.
 *
 * @example
 * isUnedited('a.ts', 'export const a = "b"', "export const a = 'b';\n"); // true
 */
export function isUnedited(path: string, current: string, before: string): boolean {
  return current === before || contentKey(path, current) === contentKey(path, before);
}

/** A text that is the same for two texts of a file if and only if their contents are. */
export function contentKey(path: string, text: string): string {
  return keysOf(contentTokens(path, text));
}

/** Whether two texts of a file differ in comments only, beside their formatting. */
export function differsInComments(path: string, one: string, other: string): boolean {
  const isComment = commentPattern(path);
  const keys = (text: string) =>
    keysOf(contentTokens(path, text).filter(({ key }) => key !== '\n' && !isComment.test(key)));
  return keys(one) === keys(other);
}

/** The comments of a file. */
export function commentsOf(path: string, text: string): readonly ContentToken[] {
  const isComment = commentPattern(path);
  return contentTokens(path, text).filter(({ key }) => isComment.test(key));
}

/** Matches the key of a token that is a comment. */
export function commentPattern(path: string): RegExp {
  return COMMENTS.find(([pattern]) => pattern.test(path))?.[1] ?? /^\s*#/;
}
