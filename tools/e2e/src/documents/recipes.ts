import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, pages } from './pages.ts';

const languages = new Set(['ts', 'tsx', 'diff']);

/** The code in docs/, and where a package's README names a file: whole files of an extension, and changes to those it has. */
export const recipes: readonly Block[] = pages
  .flatMap(({ blocks }) => blocks)
  .filter(({ page, language, title }) => languages.has(language) && (title || page.startsWith('docs/')));

/** Does to an extension what a page says. @throws Error where a change has no place */
export function follow({ page, title, language, lines }: Block, extension: string): void {
  if (title === undefined) throw new Error(`${page}: say of ${lines[0]} in which file it belongs.`);
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
    throw new Error(`${page}: ${title} has no one place for\n${before}`);
  writeFileSync(path, `${head}${after}${tail}`);
}
