import { diffIndices } from 'node-diff3';
import { contentTokens } from '../content/content.ts';
import { type ContentToken, tokensOf } from '../content/tokens.ts';
import type { Collision, Merged } from './collision.ts';
import { lineNumber } from './edits.ts';
import { blocksOf } from './markdown-blocks.ts';

/** Three versions of a text. */
export interface Texts {
  readonly current: string;
  readonly before: string;
  readonly after: string;
}

/** Splits a text into units that are merged as one. What is between two units belongs to the second one. */
type Split = (text: string) => readonly ContentToken[];

/** Two changed ranges of `before`, and what they are in the other two versions. */
interface Region {
  readonly current: Range;
  readonly before: Range;
  readonly after: Range;
  readonly changed: 'current' | 'after' | 'both' | 'none';
}
type Range = readonly [start: number, end: number];

interface Hunk {
  readonly side: 'current' | 'after';
  readonly before: Range;
  readonly other: Range;
}

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

/** The lines that differ between two texts: those of the first one as `found`, and those of the second one as `wanted`. */
export function changedLines(before: string, after: string): Collision {
  const only = (text: string, other: string) => {
    const had = new Set(other.split('\n'));
    return text
      .split('\n')
      .filter((line) => !had.has(line))
      .map((line) => `${line}\n`)
      .join('');
  };
  return { line: undefined, found: only(before, after), wanted: only(after, before) };
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
  for (const region of regionsOf(units, finer !== undefined)) {
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

/** @param lenient whether changes of neighbors are separate */
function regionsOf(
  units: Readonly<Record<keyof Texts, readonly ContentToken[]>>,
  lenient: boolean,
): Region[] {
  const before = units.before.map(({ key }) => key);
  const hunks = (['current', 'after'] as const)
    .flatMap((side) =>
      diffIndices(
        before,
        units[side].map(({ key }) => key),
      ).map(
        ({ buffer1, buffer2 }): Hunk => ({
          side,
          before: [buffer1[0], buffer1[0] + buffer1[1]],
          other: [buffer2[0], buffer2[0] + buffer2[1]],
        }),
      ),
    )
    .sort((a, b) => a.before[0] - b.before[0] || a.before[1] - b.before[1]);
  const regions: Region[] = [];
  /** How far a version is ahead of `before`. */
  const ahead = { current: 0, after: 0 };
  let position = 0;
  const push = (end: number, group: readonly Hunk[]) => {
    const start = position;
    const range = (side: 'current' | 'after'): Range => {
      const from = start + ahead[side];
      for (const hunk of group.filter((each) => each.side === side))
        ahead[side] = hunk.other[1] - hunk.before[1];
      return [from, end + ahead[side]];
    };
    const sides = new Set(group.map(({ side }) => side));
    const changed = sides.size === 2 ? 'both' : ([...sides][0] ?? 'none');
    regions.push({ before: [start, end], current: range('current'), after: range('after'), changed });
    position = end;
  };
  for (const group of grouped(hunks, lenient)) {
    const start = group[0]?.before[0] ?? position;
    if (start > position) push(start, []);
    push(Math.max(...group.map((hunk) => hunk.before[1])), group);
  }
  if (position < before.length) push(before.length, []);
  return regions;
}

/** Hunks that overlap. */
function grouped(hunks: readonly Hunk[], lenient: boolean): Hunk[][] {
  const groups: Hunk[][] = [];
  let end = -1;
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const isEmpty = ({ before }: Hunk) => before[0] === before[1];
    const touches = hunk.before[0] === end && (!lenient || isEmpty(hunk) || last?.every(isEmpty));
    if (last && (hunk.before[0] < end || touches)) last.push(hunk);
    else groups.push([hunk]);
    end = Math.max(end, hunk.before[1]);
  }
  return groups;
}
