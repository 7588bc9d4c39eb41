import { contentTokens } from '../content/content.ts';
import { type ContentToken, tokensOf } from '../content/tokens.ts';
import { changedRegions, type Range, type Region, type Texts } from './changed-regions.ts';
import type { Collision, Merged } from './collision.ts';
import { lineNumber } from './edits.ts';
import { blocksOf } from './markdown-blocks.ts';

/** Splits a text into units that are merged as one. What is between two units belongs to the second one. */
type Split = (text: string) => readonly ContentToken[];

/**
 * Merges the user's edits of `before` with the generated changes: Markdown by blocks, another text by lines, and blocks that both
 * changed by words. Two insertions at one place both stay. A passage that the user deleted stays deleted.
 */
export function mergeText(path: string, texts: Texts): Merged {
  const isMarkdown = /\.(md|markdown)$/.test(path);
  const lines: Split = (text) => tokensOf(text, /[^\n]*\S[^\n]*/g, (line) => line.trim());
  const words: Split = isMarkdown ? (text) => contentTokens(path, text) : (text) => tokensOf(text, /\S+/g);
  return mergeBy(texts, isMarkdown ? blocksOf : lines, words);
}

/** Merges by tokens alone, where texts have no lists to merge. */
export function mergeTokens(texts: Texts, split: Split): string | undefined {
  const merged = mergeBy(texts, split, undefined);
  return 'text' in merged && !merged.skipped?.length ? merged.text : undefined;
}

function mergeBy(texts: Texts, split: Split, finer: Split | undefined): Merged {
  const units = { current: split(texts.current), before: split(texts.before), after: split(texts.after) };
  const slice = (version: keyof Texts, [start, end]: Range) =>
    start === end
      ? ''
      : texts[version].slice(units[version][start - 1]?.end ?? 0, units[version][end - 1]?.end ?? 0);
  const collisions: Collision[] = [];
  const skipped: string[] = [];
  let text = '';
  for (const region of changedRegions(units, finer !== undefined)) {
    const found = slice('current', region.current);
    const wanted = slice('after', region.after);
    const keys = (version: keyof Texts) => keysOf(units[version], region[version]);
    if (region.changed === 'after') text += wanted;
    else if (region.changed !== 'both' || keys('current') === keys('after')) text += found;
    else if (finer === undefined)
      return { collisions: [collision(texts.current, region, units, found, wanted)] };
    else if (region.before[0] === region.before[1]) text += wanted + found;
    else if (found === '') skipped.push(wanted.trim());
    else {
      const inner = mergeBy(
        { current: found, before: slice('before', region.before), after: wanted },
        finer,
        undefined,
      );
      if ('text' in inner && wanted !== '') text += inner.text;
      else collisions.push(collision(texts.current, region, units, found, wanted));
    }
  }
  if (collisions.length > 0) return { collisions };
  return { text: text + texts.current.slice(units.current.at(-1)?.end ?? 0), skipped };
}

function collision(
  text: string,
  { current: [start] }: Region,
  units: Readonly<Record<keyof Texts, readonly ContentToken[]>>,
  found: string,
  wanted: string,
): Collision {
  const first = units.current[start] ?? units.current.at(-1);
  const trimmed = (part: string) =>
    part.trim() === '' ? '' : `${part.replace(/^(\s*\n)+/, '').trimEnd()}\n`;
  return { line: lineNumber(text, first?.start ?? 0), found: trimmed(found), wanted: trimmed(wanted) };
}

function keysOf(units: readonly ContentToken[], [start, end]: Range): string {
  return JSON.stringify(units.slice(start, end).map(({ key }) => key));
}
