import { presetIdentifier } from '@ddext-oauth/providers/catalogue';
import { isUnedited } from '../content/content.ts';
import { ScaffoldError } from '../errors.ts';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { type ExtensionRecord, type RecordedOptions, recordPath } from '../options/record.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { createPlan, type Plan } from '../plan/plan.ts';
import { mergeFile, type ProviderChange } from './merge-file.ts';
import { mergeRegions } from './merge-regions.ts';
import { isOwned, ownedConflict } from './owned.ts';
import type { Collision } from './text.ts';

/** A file that cannot be changed because of the user's edits. */
export interface Conflict {
  readonly path: string;
  /** A sentence with the problem and what to do. */
  readonly reason: string;
  /** Lines that both the user and the change modify. */
  readonly collisions: readonly Collision[];
}

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
  readonly providers: ProviderChange;
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
    providers: providerChange(old, options),
    warnings,
  };
}

/** Merges a planned change into the files of the extension. */
export function mergeChange(planned: PlannedChange, { read, skip = [] }: MergeRequest): ExtensionChange {
  const { options, before, after, providers, warnings } = planned;
  const outcomes = pathsOf(before, after)
    .filter((path) => !skip.includes(path))
    .map((path) => outcomeOf(path, { before, after }, read(path), providers));
  return {
    options,
    files: new Map(outcomes.flatMap(({ path, content }) => (content === undefined ? [] : [[path, content]]))),
    conflicts: outcomes.flatMap(({ conflict }) => conflict ?? []),
    warnings: [...warnings, ...outcomes.flatMap(({ warnings = [] }) => warnings)],
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
  readonly warnings?: readonly string[];
}

function outcomeOf(
  path: string,
  plans: { readonly before: Plan; readonly after: Plan },
  current: string | undefined,
  providers: ProviderChange,
): Outcome {
  const [before, after] = [plans.before.get(path), plans.after.get(path)];
  // Packed packages do not depend on the options.
  if (before === after || before instanceof Uint8Array || after instanceof Uint8Array) return { path };
  if (path === recordPath) return { path, content: after ?? null };
  if (current === undefined) {
    if (before === undefined) return { path, content: after };
    return after === undefined
      ? { path }
      : { path, warnings: [`${path} does not exist any more and was skipped.`] };
  }
  const ending = current.includes('\r\n') ? '\r\n' : '\n';
  const found = current.replaceAll('\r\n', '\n');
  if (after !== undefined && isUnedited(path, found, after)) return { path };
  if (before !== undefined && isUnedited(path, found, before))
    return { path, content: after === undefined ? null : after.replaceAll('\n', ending) };
  if (before === undefined || after === undefined) {
    const reason =
      before === undefined
        ? 'already exists; rename or remove it'
        : 'would be deleted, but contains your edits; delete it';
    return { path, conflict: { path, reason: `${path} ${reason}, then try again.`, collisions: [] } };
  }
  const versions = { path, current: found, before, after };
  if (isOwned(path, before)) return { path, conflict: { path, ...ownedConflict(versions) } };
  const merged = mergeRegions(versions, (outside) => mergeFile(outside, providers));
  if ('text' in merged) {
    const content = merged.text === found ? undefined : merged.text.replaceAll('\n', ending);
    return { path, content, warnings: merged.warnings };
  }
  return { path, conflict: { path, ...merged } };
}

function providerChange(old: Options, options: Options): ProviderChange {
  const listed = ({ providers }: Options) =>
    providers.map(({ id }) => ({ id, identifier: presetIdentifier(id) }));
  const without = (one: Options, other: Options) =>
    listed(one).filter(({ id }) => !other.providers.some((provider) => provider.id === id));
  return { add: without(options, old), remove: without(old, options) };
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
