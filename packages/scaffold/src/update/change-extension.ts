import { presetIdentifier } from '@ddext-oauth/providers/catalogue';
import { ScaffoldError } from '../errors.ts';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { type ExtensionRecord, type RecordedOptions, recordPath } from '../options/record.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { createPlan, type Plan } from '../plan/plan.ts';
import { mergeFile, type ProviderChange } from './merge-file.ts';
import type { Collision } from './text.ts';

/** Why a file cannot be changed as it should be. */
export interface Conflict {
  readonly path: string;
  /** A sentence: what stands in the way and what to do. */
  readonly reason: string;
  /** Where lines of a person's are in the place of lines that should change. */
  readonly collisions: readonly Collision[];
}

/** What a change would do to an extension. Nothing has been written. */
export interface ExtensionChange {
  readonly options: Options;
  /** Path to new content, or to null for a file that goes. A file that stays as it is, is not here. */
  readonly files: ReadonlyMap<string, string | Uint8Array | null>;
  readonly conflicts: readonly Conflict[];
  /** Sentences about what was accepted with a doubt, or left as it is. */
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
    warnings: [...warnings, ...outcomes.flatMap(({ warning }) => warning ?? [])],
  };
}

/** The options of a record, with a change. */
function changedOptions(recorded: RecordedOptions, change: PlanChangeRequest['change']): RawOptions {
  const { redirect, exchange, port, accept = [], ...lasting } = recorded;
  const { strategy = recorded.strategy, provider = recorded.provider, accept: added = [] } = change;
  // What belongs to one strategy does not go with another one.
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
  providers: ProviderChange,
): Outcome {
  const [before, after] = [plans.before.get(path), plans.after.get(path)];
  // Packed packages do not change with the options.
  if (before === after || before instanceof Uint8Array || after instanceof Uint8Array) return { path };
  if (path === recordPath) return { path, content: after ?? null };
  if (current === undefined) {
    if (before === undefined) return { path, content: after };
    return after === undefined
      ? { path }
      : { path, warning: `${path} is not there any more, and was left out.` };
  }
  const ending = current.includes('\r\n') ? '\r\n' : '\n';
  const found = current.replaceAll('\r\n', '\n');
  if (found === after) return { path };
  if (found === before) return { path, content: after === undefined ? null : after.replaceAll('\n', ending) };
  if (before === undefined || after === undefined) {
    const reason =
      before === undefined ? 'is there already; rename or remove it' : 'would go, but was changed; remove it';
    return { path, conflict: { path, reason: `${path} ${reason}, then try again.`, collisions: [] } };
  }
  const merged = mergeFile({ path, current: found, before, after }, providers);
  if ('text' in merged)
    return merged.text === found ? { path } : { path, content: merged.text.replaceAll('\n', ending) };
  const reason = `${path} conflicts with your edits. Apply the change by hand and rerun with --skip=${path}, or revert your edit.`;
  return { path, conflict: { path, reason, collisions: merged.collisions } };
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

/**
 * The providers of an extension with one more.
 *
 * @returns the same list where it is there already
 */
export function withProvider({ options }: ExtensionRecord, id: string): readonly string[] {
  return options.provider.includes(id) ? options.provider : [...options.provider, id];
}

/**
 * The providers of an extension with one less.
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
