import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, pages } from './pages.ts';

const languages = new Set(['ts', 'tsx', 'diff']);

/** Code blocks of docs/ and of package READMEs that name a file: whole files of an extension, or diffs of existing files. */
export const recipes: readonly Block[] = pages
  .flatMap(({ blocks }) => blocks)
  .filter(({ page, language, title }) => languages.has(language) && (title || page.startsWith('docs/')));

/** Applies a code block of a page to an extension. @throws Error if a diff does not match exactly once */
export function applyRecipe({ page, title, language, lines }: Block, extension: string): void {
  if (title === undefined)
    throw new Error(`${page}: name the file of the block that starts with ${lines[0]}.`);
  const path = join(extension, title);
  if (language !== 'diff') {
    writeFileSync(path, `${lines.join('\n')}\n`);
    return;
  }
  const text = readFileSync(path, 'utf8');
  const side = (sign: '+' | '-') =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [before, after] = [side('+'), side('-')];
  const [head, tail, ...more] = text.split(before);
  if (tail === undefined || more.length > 0)
    throw new Error(`${page}: ${title} does not contain exactly once:\n${before}`);
  writeFileSync(path, `${head}${after}${tail}`);
}
