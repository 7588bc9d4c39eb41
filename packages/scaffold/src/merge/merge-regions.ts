import { isUnedited } from '../content/content.ts';
import { type Collision, changedLines, type Merged, type Note } from './collision.ts';
import type { Versions } from './merge-file.ts';
import { lineInText, type Regions, regionsOf, withRegions } from './regions.ts';

/** Merges one part of a file: the content of a region, or the text around all regions. */
type Merge = (part: Versions) => Merged;

/**
 * Merges each region of a file that a change affects on its own, and the text around them. A region without edits is replaced. A
 * region whose markers were removed stays as it is, with a warning.
 */
export function mergeRegions({ path, ...texts }: Versions, merge: Merge): Merged {
  const current = regionsOf(texts.current);
  const before = regionsOf(texts.before);
  const after = regionsOf(texts.after);
  const changes = changesOf({ current, before, after });
  const outside =
    before.outside === after.outside
      ? ({ text: current.outside } satisfies Merged)
      : merge({ path, current: current.outside, before: before.outside, after: after.outside });
  const merged = changes.flatMap(({ name, found, old, wanted }) => {
    if (found === undefined) return [];
    return [{ name, ...mergeRegion({ path, current: found, before: old, after: wanted }, merge) }];
  });
  const conflicts = merged.filter((region) => 'collisions' in region);
  if ('collisions' in outside || conflicts.length > 0) {
    const parts = [{ name: undefined, ...outside }, ...conflicts];
    return {
      collisions: parts.flatMap((part) =>
        'collisions' in part ? part.collisions.map((each) => located(texts.current, part.name, each)) : [],
      ),
      regions: conflicts.map(({ name }) => name),
    };
  }
  const replaced = merged.flatMap((region) =>
    'text' in region ? [[region.name, region.text] as const] : [],
  );
  return {
    text: withRegions({ outside: outside.text, contents: new Map([...current.contents, ...replaced]) }),
    skipped: [outside, ...merged].flatMap((part) => ('text' in part ? (part.skipped ?? []) : [])),
    notes: changes.filter(({ found }) => found === undefined).map((change) => withoutMarkers(change)),
  };
}

/** A collision of a part with its line in the whole text. */
function located(text: string, name: string | undefined, collision: Collision): Collision {
  const { line } = collision;
  return { ...collision, line: line === undefined ? undefined : lineInText(text, name, line) };
}

/** A region whose generated content changes. */
interface RegionChange {
  readonly name: string;
  /** Undefined if its markers were removed. */
  readonly found: string | undefined;
  readonly old: string;
  readonly wanted: string;
}

function changesOf({
  current,
  before,
  after,
}: Readonly<Record<'current' | 'before' | 'after', Regions>>): readonly RegionChange[] {
  return [...after.contents].flatMap(([name, wanted]) => {
    const old = before.contents.get(name);
    if (old === undefined || old === wanted) return [];
    return [{ name, found: current.contents.get(name), old, wanted }];
  });
}

function mergeRegion(region: Versions, merge: Merge): Merged {
  const { path, current, before, after } = region;
  if (isUnedited(path, current, after)) return { text: current };
  if (isUnedited(path, current, before)) return { text: after };
  return merge(region);
}

function withoutMarkers({ name, old, wanted }: RegionChange): Note {
  const added = changedLines(old, wanted).wanted.trimEnd();
  const lines = added === '' ? '' : ` The change adds these lines:\n${added}`;
  return {
    line: undefined,
    text: `has no markers "ddext-oauth:begin ${name}" and "ddext-oauth:end ${name}", so this part was left as it is.${lines}`,
  };
}
