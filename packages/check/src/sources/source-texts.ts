import type { Text } from './text.ts';

const isSource = (file: string) =>
  /\.([cm]?[jt]sx?|html?|vue|svelte|go|rs|mli?|py|rb|php|java|kt|cs)$/.test(file);
const isPageSource = (file: string) => /\.([cm]?[jt]sx?|html?|vue|svelte)$/.test(file);

/** Tests, examples, documentation and the code of others, which do not run in the extension. */
const isBeside = (file: string) =>
  /(^|\/)(tests?|__tests__|__mocks__|mocks?|e2e|cypress|playwright|examples?|samples?|docs?|website|\.storybook|\.yarn|public\/vendor)\//i.test(
    file,
  ) ||
  /[._-](test|spec|stories)\.\w+$|(^|\/)(vite|vitest|jest|craco|webpack|playwright|eslint)[\w.-]*\.[cm]?[jt]s$/i.test(
    file,
  );

/** Lines that a developer writes are shorter. */
const longLine = 5000;

/** Takes time proportional to the length, unlike a regular expression, which would count from every character. */
function hasLongLine(content: string): boolean {
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf('\n', start);
    const stop = end === -1 ? content.length : end;
    if (stop - start >= longLine) return true;
    start = stop + 1;
  }
  return false;
}

/** Output of a bundler, which contains the code of libraries. */
const isOutput = (file: string, content: string) =>
  /(^|\/)(build|dist|out|static\/js|_next)\/|\.min\.js$/.test(file) || hasLongLine(content);

/** The source code of an extension's UI and backend, without output. */
export const sourceTexts = (texts: readonly Text[]): readonly Text[] =>
  texts.filter(({ file, content }) => isSource(file) && !isBeside(file) && !isOutput(file, content));

/** The source code that can be part of an extension's UI, and its output. */
export const pageTexts = (texts: readonly Text[]): readonly Text[] =>
  texts.filter(({ file }) => isPageSource(file) && !isBeside(file));

/** The source code that can be part of an extension's UI, without output. */
export const pageSources = (texts: readonly Text[]): readonly Text[] =>
  pageTexts(texts).filter(({ file, content }) => !isOutput(file, content));

/** The first place that a pattern matches in texts. */
export function firstMatch(
  texts: readonly Text[],
  pattern: RegExp,
): { file: string; line: number } | undefined {
  for (const text of texts) {
    const match = pattern.exec(text.content);
    if (match) return text.place(match.index);
  }
  return undefined;
}
