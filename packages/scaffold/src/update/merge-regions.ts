import { isUnedited } from '../content/content.ts';
import { isEnvironmentFile, withoutValues, withValuesOf } from './env-values.ts';
import type { Versions } from './merge-file.ts';
import { type Regions, regionsOf, withRegions } from './regions.ts';
import { addedLines, type Collision } from './text.ts';

type Merged = { readonly text: string } | { readonly collisions: readonly Collision[] };

/** Merges one part of a file: the content of a region, or the text around all regions. */
type Merge = (part: Versions) => Merged;

/** The new text and sentences about what was left out, or what both sides changed and what to do. */
export type RegionMerge =
  | { readonly text: string; readonly warnings: readonly string[] }
  | { readonly reason: string; readonly collisions: readonly Collision[] };

/**
 * Merges each region of a file that a change affects on its own, and the text around them. A region without edits is replaced. A
 * region whose markers were removed stays as it is, with a warning.
 *
 * @param place where the file is now
 */
export function mergeRegions({ path, ...texts }: Versions, merge: Merge, place = path): RegionMerge {
  const current = regionsOf(texts.current);
  const before = regionsOf(texts.before);
  const after = regionsOf(texts.after);
  const changes = changesOf({ current, before, after });
  const outside =
    before.outside === after.outside
      ? { text: current.outside }
      : merge({ path, current: current.outside, before: before.outside, after: after.outside });
  const merged = changes.flatMap(({ name, found, old, wanted }) => {
    if (found === undefined) return [];
    return [{ name, ...mergeRegion({ path, current: found, before: old, after: wanted }, merge) }];
  });
  const conflicts = merged.filter((region) => 'collisions' in region);
  if ('collisions' in outside || conflicts.length > 0) {
    return {
      reason: reasonOf(
        { path, place },
        conflicts.map(({ name }) => name),
      ),
      collisions: [outside, ...conflicts].flatMap((part) => ('collisions' in part ? part.collisions : [])),
    };
  }
  const replaced = merged.flatMap((region) =>
    'text' in region ? [[region.name, region.text] as const] : [],
  );
  return {
    text: withRegions({ outside: outside.text, contents: new Map([...current.contents, ...replaced]) }),
    warnings: changes
      .filter(({ found }) => found === undefined)
      .map((change) => withoutMarkers(place, change)),
  };
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
  // In a file of environment variables the values belong to the user.
  if (isEnvironmentFile(path) && isUnedited(path, withoutValues(current), withoutValues(before)))
    return { text: withValuesOf(current, after) };
  return merge(region);
}

/** @param regions that contain edits */
function reasonOf({ path, place }: { path: string; place: string }, regions: readonly string[]): string {
  const remedy = `Apply the change by hand and rerun with --skip=${path}, or revert your edit.`;
  if (regions.length === 0) return `${place} conflicts with your edits. ${remedy}`;
  const names = regions.map((name) => `"${name}"`).join(' and ');
  const subject = regions.length > 1 ? 'regions' : 'region';
  return `${place} conflicts with your edits in the generated ${subject} ${names}. Move them outside of the markers. ${remedy}`;
}

function withoutMarkers(place: string, { name, old, wanted }: RegionChange): string {
  const added = addedLines(old, wanted).trimEnd();
  const lines = added === '' ? '' : ` The change adds these lines:\n${added}`;
  return `${place} has no markers "ddext-oauth:begin ${name}" and "ddext-oauth:end ${name}", so this part was left as it is.${lines}`;
}
