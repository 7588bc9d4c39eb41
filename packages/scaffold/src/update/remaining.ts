import { changedLines } from '../merge/collision.ts';
import { parserOf } from '../merge/merge-syntax.ts';
import { at, type Conflict } from './conflict.ts';
import { type FileOutcome, outcomeOf } from './file-outcome.ts';
import type { ExtensionFiles } from './known-extension.ts';
import type { PlannedChange } from './planned-change.ts';

/** What a person has to change in a file. */
export function remainder(
  { path, place, conflict }: FileOutcome,
  planned: PlannedChange,
  isSkipped: boolean,
): Conflict {
  const [before = '', after = ''] = [planned.before.get(path)?.[0], planned.after.get(path)];
  const lines = [changedLines(before, after)];
  if (isSkipped)
    return { path, cause: 'skipped', reason: `${place} was skipped. Change it by hand:`, collisions: lines };
  return {
    path,
    cause: conflict?.cause ?? 'edit',
    line: conflict?.line,
    reason: `${place} stays as it is: newer templates change it, and conflict with your edits. Compare it with these lines:`,
    collisions: conflict?.collisions.length ? conflict.collisions : lines,
  };
}

/** A file that does not change with the options, if it does not have an option that is given again. */
export function outcomeOfGivenAgain(
  { path, place, content, conflict }: FileOutcome,
  { givenAgain, affected, after, change }: PlannedChange,
  read: ExtensionFiles['read'],
): FileOutcome[] {
  if (!givenAgain.has(path) || affected.has(path) || content !== undefined || conflict) return [];
  // What a person wrote about a provider in other words cannot be told from a missing text.
  if (change.added !== undefined && parserOf(path) === undefined) return [];
  const without = givenAgain.get(path);
  const outcome = outcomeOf({
    ...{ path, place, current: read(place), after: after.get(path) },
    before: without === undefined ? [] : [without],
  });
  if (outcome.conflict === undefined) return [outcome];
  const { line, collisions } = outcome.conflict;
  const reason = `${at(place, line)} does not have the option that you give, and stays as it is. Change it by hand:`;
  // The values of a provider belong to the user.
  return change.added === undefined
    ? [{ path, place, conflict: { ...outcome.conflict, reason, collisions } }]
    : [];
}
