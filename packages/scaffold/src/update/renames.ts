import { extname } from 'node:path';
import { contentTokens } from '../content/content.ts';
import { similarity } from '../content/tokens.ts';
import type { ExtensionFiles } from './known-extension.ts';
import { definesProvider } from './listed-providers.ts';

/** The least part of tokens that a renamed file has in common with what was generated. */
const SIMILAR = 0.7;

/** How much more similar the first candidate has to be than the second. */
const MARGIN = 0.1;

/** Extensions of one language. */
const families = [
  ['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs'],
  ['.yaml', '.yml'],
];

/**
 * Finds the files that the user has renamed: the only file that was not generated and has most of the tokens.
 *
 * @param generated path to its generated texts
 * @returns former path to present path
 */
export function findRenames(
  generated: ReadonlyMap<string, readonly string[]>,
  { read, list }: ExtensionFiles,
): ReadonlyMap<string, string> {
  const missing = [...generated].filter(([path]) => read(path) === undefined);
  if (missing.length === 0 || list === undefined) return new Map();
  const others = list().filter((path) => !generated.has(path));
  const renames = new Map<string, string>();
  for (const [path, texts] of missing) {
    const found = mostSimilar(path, texts, others, read);
    if (found !== undefined) renames.set(path, found);
  }
  // One file cannot be two.
  const targets = [...renames.values()];
  return new Map([...renames].filter(([, to]) => targets.indexOf(to) === targets.lastIndexOf(to)));
}

function mostSimilar(
  path: string,
  texts: readonly string[],
  others: readonly string[],
  read: ExtensionFiles['read'],
): string | undefined {
  const keys = (text: string) => contentTokens(path, text).map(({ key }) => key);
  const ranked = others
    .filter((other) => isSameLanguage(path, other))
    .map((other) => ({ other, text: read(other) ?? '' }))
    .filter(({ text }) => mayBe(path, text))
    .map(({ other, text }) => ({
      other,
      score: Math.max(...texts.map((each) => similarity(keys(each), keys(text)))),
    }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (first === undefined || first.score < SIMILAR) return undefined;
  return second === undefined || first.score - second.score >= MARGIN ? first.other : undefined;
}

/** Files of providers are similar, but each has its own ID. */
function mayBe(path: string, text: string): boolean {
  const [, id] = /^auth\/src\/providers\/([^/]+)\.ts$/.exec(path) ?? [];
  return id === undefined || id === 'index' || definesProvider(text, id);
}

function isSameLanguage(one: string, other: string): boolean {
  const [a, b] = [extname(one), extname(other)];
  return a === b || families.some((family) => family.includes(a) && family.includes(b));
}
