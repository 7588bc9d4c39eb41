import { contentTokens } from '../content/content.ts';
import { type ContentToken, keysOf, tokensOf } from '../content/tokens.ts';
import { withAttachedComments } from './attached-comments.ts';
import { changedRegions, type Range, type Region, type Texts } from './changed-regions.ts';
import type { Collision, Merged } from './collision.ts';
import { lineNumber } from './edits.ts';
import { isEnvironmentFile, withoutValue } from './env-values.ts';
import { blocksOf } from './markdown-blocks.ts';

/** Splits a text into units that are merged as one. What is between two units belongs to the second one. */
type Split = (text: string) => readonly ContentToken[];
type Units = Readonly<Record<keyof Texts, readonly ContentToken[]>>;

/**
 * Merges the user's edits of `before` with the generated changes: Markdown by blocks, another text by lines, and blocks that both
 * changed by words. Two insertions at one place both stay. A passage that the user deleted stays deleted.
 */
export function mergeText(path: string, texts: Texts): Merged {
  if (/\.(md|markdown)$/.test(path))
    return mergeUnits(texts, unitsOf(texts, blocksOf), (text) => contentTokens(path, text));
  const key = (line: string) => (isEnvironmentFile(path) ? withoutValue(line.trim()) : line.trim());
  const lines = unitsOf(texts, (text) => tokensOf(text, /[^\n]*\S[^\n]*/g, key));
  const current = withAttachedComments(path, texts.current, lines);
  return mergeUnits(texts, { ...lines, current }, (text) => tokensOf(text, /\S+/g));
}

/** Merges by tokens alone, where texts have no lists to merge. */
export function mergeTokens(texts: Texts, split: Split): string | undefined {
  const merged = mergeUnits(texts, unitsOf(texts, split), undefined);
  return 'text' in merged && !merged.skipped?.length ? merged.text : undefined;
}

function unitsOf({ current, before, after }: Texts, split: Split): Units {
  return { current: split(current), before: split(before), after: split(after) };
}

function mergeUnits(texts: Texts, units: Units, finer: Split | undefined): Merged {
  const slice = (version: keyof Texts, [start, end]: Range) =>
    start === end
      ? ''
      : texts[version].slice(units[version][start - 1]?.end ?? 0, units[version][end - 1]?.end ?? 0);
  const gap = (version: keyof Texts, index: number) =>
    texts[version].slice(units[version][index - 1]?.end ?? 0, units[version][index]?.start ?? 0);
  let text = '';
  const append = (version: 'current' | 'after', region: Region, content?: string) => {
    const [start, end] = region[version];
    if (start === end) return;
    const own = texts[version].slice(units[version][start]?.start, units[version][end - 1]?.end);
    text += separator(version, region) + (content ?? own);
  };
  /** What is before a region. The first unit of a text has nothing before it, but may follow one of the other text. */
  const separator = (version: 'current' | 'after', region: Region) => {
    if (text === '') return gap('current', 0);
    const other = version === 'current' ? 'after' : 'current';
    if (region[version][0] > 0) return gap(version, region[version][0]);
    return region[other][0] > 0 ? gap(other, region[other][0]) : '\n';
  };
  const collisions: Collision[] = [];
  const skipped: string[] = [];
  for (const region of changedRegions(units, finer !== undefined)) {
    const found = slice('current', region.current);
    const wanted = slice('after', region.after);
    const keys = (version: keyof Texts) => keysOf(units[version].slice(...region[version]));
    if (region.changed === 'after') append('after', region);
    else if (region.changed !== 'both' || keys('current') === keys('after')) append('current', region);
    else if (finer === undefined)
      return { collisions: [collision(texts.current, region, units, found, wanted)] };
    else if (region.before[0] === region.before[1]) {
      append('after', region);
      append('current', region);
    } else if (found === '') skipped.push(wanted.trim());
    else {
      const parts = { current: found, before: slice('before', region.before), after: wanted };
      const inner = mergeUnits(parts, unitsOf(parts, finer), undefined);
      if ('text' in inner && wanted !== '')
        append('current', region, inner.text.slice(gap('current', region.current[0]).length));
      else collisions.push(collision(texts.current, region, units, found, wanted));
    }
  }
  if (collisions.length > 0) return { collisions };
  return { text: text + texts.current.slice(units.current.at(-1)?.end ?? 0), skipped };
}

function collision(
  text: string,
  { current: [start] }: Region,
  units: Units,
  found: string,
  wanted: string,
): Collision {
  const first = units.current[start] ?? units.current.at(-1);
  const trimmed = (part: string) =>
    part.trim() === '' ? '' : `${part.replace(/^(\s*\n)+/, '').trimEnd()}\n`;
  return { line: lineNumber(text, first?.start ?? 0), found: trimmed(found), wanted: trimmed(wanted) };
}
