import { diffIndices } from 'node-diff3';
import type { ContentToken } from '../content/tokens.ts';

/** Three versions of a text. */
export interface Texts {
  readonly current: string;
  readonly before: string;
  readonly after: string;
}

/** Two changed ranges of `before`, and what they are in the other two versions. */
export interface Region {
  readonly current: Range;
  readonly before: Range;
  readonly after: Range;
  readonly changed: 'current' | 'after' | 'both' | 'none';
}
export type Range = readonly [start: number, end: number];

interface Hunk {
  readonly side: 'current' | 'after';
  readonly before: Range;
  readonly other: Range;
}

/**
 * The ranges of a text that the user, the change, or both changed, and those between.
 *
 * @param lenient whether changes of neighbors are separate
 */
export function changedRegions(
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

/** Hunks that overlap. An insertion next to a changed range is separate if `lenient`, but not one at the same place. */
function grouped(hunks: readonly Hunk[], lenient: boolean): Hunk[][] {
  const groups: Hunk[][] = [];
  let end = -1;
  for (const hunk of hunks) {
    const last = groups.at(-1);
    const isEmpty = ({ before }: Hunk) => before[0] === before[1];
    const touches = hunk.before[0] === end && (!lenient || (isEmpty(hunk) && last?.every(isEmpty)));
    if (last && (hunk.before[0] < end || touches)) last.push(hunk);
    else groups.push([hunk]);
    end = Math.max(end, hunk.before[1]);
  }
  return groups;
}
