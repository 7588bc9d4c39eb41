import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../dev/environment.mjs';

/** A word or phrase that the glossary of ARCHITECTURE.md avoids. */
export interface Avoided {
  readonly phrase: string;
  readonly pattern: RegExp;
}

const heading = '\n## Glossary\n';
const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** ARCHITECTURE.md without its glossary, which must name the words that it avoids. */
export const [architectureProse = '', glossary = ''] = architecture.split(heading);

/** The entries of the column Avoid. */
export const avoided: readonly Avoided[] = [...glossary.matchAll(/^\| .+ \| .* \| (.+) \|$/gm)]
  .flatMap(([, cell = '']) => cell.split(', '))
  .filter((phrase) => /^[a-z]/.test(phrase))
  .map((phrase) => ({ phrase, pattern: patternOf(phrase) }));

/** Whole words in any case, over line breaks, and not the folder of a path. `*` stands for any ending. */
function patternOf(phrase: string): RegExp {
  const words = phrase.split(' ').map((word) => word.replace(/\*$/, '\\w*'));
  return new RegExp(`(?<![\\w/-])${words.join('\\s+')}(?![\\w/-])`, 'i');
}

/** The avoided phrases in a text. */
export const avoidedIn = (text: string): string[] =>
  avoided.filter(({ pattern }) => pattern.test(text)).map(({ phrase }) => phrase);

/** Markdown without quoted names and messages: these are searched in the source that they come from. */
export const proseOf = (markdown: string): string =>
  markdown
    .replace(/`[^`\n]+`/g, '')
    .replace(/"[^"\n]+"/g, '')
    .replace(/\]\([^)\s]+\)/g, ']');
