import type { Options } from '../options/options.ts';
import { recordPath } from '../options/record.ts';
import { basePath, writeBase } from '../plan/base.ts';
import { baseTexts } from '../plan/plan.ts';
import type { Conflict } from './conflict.ts';
import { type FileOutcome, outcomeOf } from './file-outcome.ts';
import type { ExtensionFiles } from './known-extension.ts';
import { keepVersions } from './own-versions.ts';
import { type PlanChangeRequest, type PlannedChange, planChange } from './planned-change.ts';
import type { Registration } from './registrations.ts';
import { outcomeOfGivenAgain, remainder } from './remaining.ts';
import { findRenames } from './renames.ts';
import { skippedPaths } from './skipped.ts';
import { writtenRecord } from './written-record.ts';

/** The changes to the files of an extension. Nothing is written. */
export interface ExtensionChange {
  readonly options: Options;
  /** Path to new content, or to null for a file to delete. Unchanged files are not in the map. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Files that the change of options requires, and that cannot be changed. The caller writes nothing. */
  readonly conflicts: readonly Conflict[];
  /** Changes that remain to be made by hand: in skipped files, and where newer templates conflict with edits. */
  readonly remaining: readonly Conflict[];
  /** Redirect URIs to register again. */
  readonly registrations: readonly Registration[];
  /** Sentences about options that may cause a problem, and about files that were left as they are. */
  readonly warnings: readonly string[];
}

/** The extension as it is in the workspace. */
export interface MergeRequest extends ExtensionFiles {
  /** Files to leave as they are, whatever should change in them. */
  readonly skip?: readonly string[];
  /** The folder of the extension in the workspace, which paths in `skip` may start with. Empty for the root. */
  readonly root?: string;
}

/**
 * Computes how the files of an extension change with its options. Files without edits are replaced. Edited files are merged, code
 * and data by syntax, Markdown by words and other text by line. If both sides changed the same lines, the result contains a conflict.
 *
 * @example
 * const known = readExtension({ read });
 * const { files, conflicts } = changeExtension({ known, change: { strategy: 'extension-tab' }, read, packages });
 * @throws {ScaffoldError} for options that do not fit together
 */
export function changeExtension(request: PlanChangeRequest & MergeRequest): ExtensionChange {
  return mergeChange(planChange(request), request);
}

/** Merges a planned change into the files of the extension. @throws {ScaffoldError} `skip-unknown` */
export function mergeChange(planned: PlannedChange, request: MergeRequest): ExtensionChange {
  const { options, before, after, affected, warnings, registrations } = planned;
  const { read, skip = [], root = '' } = request;
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const renames = findRenames(before, request);
  const skipped = skippedPaths(skip, { known: [...paths, ...renames.values()], root });
  const isSkipped = ({ path, place }: FileOutcome) => skipped.has(path) || skipped.has(place);

  const outcomes = paths.map((path) => {
    const place = renames.get(path) ?? path;
    const current = read(place);
    const texts = { path, place, current, before: before.get(path) ?? [], after: after.get(path) };
    return outcomeOf(keepVersions(texts));
  });
  const again = outcomes.flatMap((outcome) => outcomeOfGivenAgain(outcome, planned, read));
  const isOpen = (outcome: FileOutcome) =>
    outcome.conflict !== undefined || (outcome.content !== undefined && isSkipped(outcome));
  const open = outcomes.filter(isOpen);
  const written = [...outcomes, ...again]
    .filter(({ content }) => content !== undefined)
    .filter((each) => !isOpen(each));
  const isBlocking = (outcome: FileOutcome) => affected.has(outcome.path) && !isSkipped(outcome);
  const remaining = open.filter((outcome) => !isBlocking(outcome));
  const files = new Map(written.map(({ place, content }) => [place, content as string | null]));
  const unsettled = new Set(open.map(({ path }) => path));
  for (const [path, text] of bookkeeping(planned, read, unsettled)) files.set(path, text);
  return {
    ...{ options, files, registrations },
    conflicts: open.filter(isBlocking).flatMap(({ conflict }) => conflict ?? []),
    remaining: [
      ...remaining.map((outcome) => remainder(outcome, planned, isSkipped(outcome))),
      ...again.filter((outcome) => !isSkipped(outcome)).flatMap(({ conflict }) => conflict ?? []),
    ],
    warnings: [
      ...warnings,
      ...written.flatMap(({ path, place }) =>
        path === place ? [] : [`${path} is now ${place}; the change is made there.`],
      ),
      ...outcomes.flatMap(({ warnings = [] }) => warnings),
      ...updateWarning(planned, written),
    ],
  };
}

/** The record, and the base: of a file that was not changed as generated, the base stays. */
function bookkeeping(
  { written }: PlannedChange,
  read: ExtensionFiles['read'],
  unsettled: ReadonlySet<string>,
): readonly (readonly [path: string, text: string])[] {
  const record = read(recordPath) ?? '';
  const base = read(basePath);
  const texts: (readonly [path: string, text: string])[] = [...baseTexts(written.after)].filter(
    ([path]) => !unsettled.has(path),
  );
  for (const path of unsettled) for (const text of written.before.get(path) ?? []) texts.push([path, text]);
  const rows = [
    [recordPath, record, writtenRecord(record, written.record, String(written.after.get(recordPath)))],
    [basePath, base, writeBase(String(written.after.get(basePath)), texts, base)],
  ] as const;
  return rows.filter(([, current, text]) => current !== text).map(([path, , text]) => [path, text]);
}

/** An extension of an earlier version gets the present templates, because its files depend on each other. */
function updateWarning({ affected }: PlannedChange, written: readonly FileOutcome[]): readonly string[] {
  const count = written.filter(({ path }) => !affected.has(path)).length;
  if (count === 0) return [];
  return [`The templates have changed since the extension was generated: ${count} more files are updated.`];
}
