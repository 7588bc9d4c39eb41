import { ScaffoldError } from '../errors.ts';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { type ExtensionRecord, type RecordedOptions, recordPath } from '../options/record.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { createPlan, type Plan } from '../plan/plan.ts';
import type { Conflict } from './conflict.ts';
import { mergeOutcome } from './merge-outcome.ts';

/** The changes to the files of an extension. Nothing is written. */
export interface ExtensionChange {
  readonly options: Options;
  /** Path to new content, or to null for a file to delete. Unchanged files are not in the map. */
  readonly files: ReadonlyMap<string, string | Uint8Array | null>;
  readonly conflicts: readonly Conflict[];
  /** Sentences about options that may cause a problem, and about files that were left as they are. */
  readonly warnings: readonly string[];
}

/** The options to change. */
export interface PlanChangeRequest {
  readonly record: ExtensionRecord;
  /** New values. An absent option stays as it is, and `accept` is added to what is accepted already. */
  readonly change: Omit<RawOptions, 'directory'>;
  readonly packages: readonly RuntimePackage[];
}

/** The extension as it is in the workspace. */
export interface MergeRequest {
  /** Reads a file of the extension; undefined if it does not exist. */
  readonly read: (path: string) => string | undefined;
  /** Files to leave as they are, whatever should change in them. */
  readonly skip?: readonly string[];
}

/** The two plans that a change is the difference of. */
export interface PlannedChange {
  readonly options: Options;
  /** The extension as it was generated. */
  readonly before: Plan;
  /** The extension as it would be generated now. */
  readonly after: Plan;
  readonly warnings: readonly string[];
}

/**
 * Computes how the files of an extension change with its options. Files without edits are replaced. Edited files are merged, code
 * and data by syntax and other text by line. If both sides changed the same lines, the result contains a conflict.
 *
 * @example
 * const { files, conflicts } = changeExtension({ record, change: { strategy: 'extension-tab' }, read, packages });
 * @throws {ScaffoldError} for options that do not fit together
 */
export function changeExtension(request: PlanChangeRequest & MergeRequest): ExtensionChange {
  return mergeChange(planChange(request), request);
}

/**
 * Renders both plans of a change. A caller that formats the files of a workspace formats the plans too, before `mergeChange`
 * compares them with the files.
 *
 * @throws {ScaffoldError} for options that do not fit together
 */
export function planChange({ record, change, packages }: PlanChangeRequest): PlannedChange {
  const { options: old } = resolveOptions(record.options);
  const { options, warnings } = resolveOptions(changedOptions(record.options, change));
  return {
    options,
    before: createPlan(old, { packages }),
    after: createPlan(options, { packages }),
    warnings,
  };
}

/** Merges a planned change into the files of the extension. */
export function mergeChange(planned: PlannedChange, { read, skip = [] }: MergeRequest): ExtensionChange {
  const { options, before, after, warnings } = planned;
  const outcomes = pathsOf(before, after)
    .filter((path) => !skip.includes(path))
    .map((path) => outcomeOf(path, { before, after }, read(path)));
  return {
    options,
    files: new Map(outcomes.flatMap(({ path, content }) => (content === undefined ? [] : [[path, content]]))),
    conflicts: outcomes.flatMap(({ conflict }) => conflict ?? []),
    warnings: [...warnings, ...outcomes.flatMap(({ warning }) => warning ?? [])],
  };
}

/** The recorded options with the change applied. */
function changedOptions(recorded: RecordedOptions, change: PlanChangeRequest['change']): RawOptions {
  const { redirect, exchange, port, accept = [], ...lasting } = recorded;
  const { strategy = recorded.strategy, provider = recorded.provider, accept: added = [] } = change;
  // Some options are valid with one strategy only.
  const isSame = strategy === recorded.strategy;
  const kept = isSame ? accept.filter((id) => provider.includes(id)) : [];
  return {
    ...lasting,
    ...(isSame && { redirect, exchange, port }),
    ...defined(change),
    accept: [...kept, ...added],
  };
}

interface Outcome {
  readonly path: string;
  readonly content?: string | Uint8Array | null | undefined;
  readonly conflict?: Conflict;
  readonly warning?: string;
}

function outcomeOf(
  path: string,
  plans: { readonly before: Plan; readonly after: Plan },
  current: string | undefined,
): Outcome {
  const [before, after] = [plans.before.get(path), plans.after.get(path)];
  // Packed packages do not depend on the options.
  if (before === after || before instanceof Uint8Array || after instanceof Uint8Array) return { path };
  if (path === recordPath) return { path, content: after ?? null };
  if (current === undefined) {
    if (before === undefined) return { path, content: after };
    return after === undefined
      ? { path }
      : { path, warning: `${path} does not exist any more and was skipped.` };
  }
  return { path, ...mergeOutcome({ path, current, before, after }) };
}

function pathsOf(...plans: readonly Plan[]): string[] {
  return [...new Set(plans.flatMap((plan) => [...plan.keys()]))].sort();
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The IDs of an extension's providers with another one added, unless it is in the list already. */
export function withProvider({ options }: ExtensionRecord, id: string): readonly string[] {
  return options.provider.includes(id) ? options.provider : [...options.provider, id];
}

/**
 * The IDs of an extension's providers without one of them.
 *
 * @throws {ScaffoldError} `provider-last` for the only one
 */
export function withoutProvider({ options }: ExtensionRecord, id: string): readonly string[] {
  const left = options.provider.filter((each) => each !== id);
  if (left.length > 0) return left;
  throw new ScaffoldError(
    'provider-last',
    `${id} is the only provider of this extension; add another one first.`,
  );
}
