import { isDeepStrictEqual } from 'node:util';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { type RecordedOptions, recordPath } from '../options/record.ts';
import { portOf } from '../options/rules/port.ts';
import { type Base, basePath, readBase } from '../plan/base.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { baseTexts, type Plan, renderPlan } from '../plan/plan.ts';
import type { ExtensionFiles, KnownExtension } from './known-extension.ts';
import { changedRegistrations, type Registration } from './registrations.ts';

/** New values of options. An absent option stays as it is, and `accept` is added to what is accepted already. */
export type OptionChange = Omit<RawOptions, 'directory'>;

/** The options to change. */
export interface PlanChangeRequest extends ExtensionFiles {
  readonly known: KnownExtension;
  readonly change: OptionChange;
  readonly packages: readonly RuntimePackage[];
}

/** The texts that a change is computed from. */
export interface PlannedChange {
  readonly options: Options;
  /**
   * Path to the texts that may have been generated: what `ddext-oauth.base` keeps, and what the options now give. A file without a
   * text was not generated.
   */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Path to text, as it would be generated now. */
  readonly after: ReadonlyMap<string, string>;
  /** Paths of files whose text depends on the changed options. Other files differ only because the templates changed. */
  readonly affected: ReadonlySet<string>;
  readonly registrations: readonly Registration[];
  readonly warnings: readonly string[];
  /** What `ddext-oauth.base` and the record are written from. */
  readonly written: {
    /** Path to texts, as generated and not formatted. */
    readonly before: ReadonlyMap<string, readonly string[]>;
    readonly after: Plan;
    /** The record as it would have been generated with the recorded options. */
    readonly record: string;
  };
}

/**
 * Renders both states of an extension: with its present options and with the changed ones. A caller that formats the files of a
 * workspace formats `before` and `after` too, before `mergeChange` compares them with the files.
 *
 * @throws {import('../errors.ts').ScaffoldError} for options that do not fit together
 */
export function planChange({ known, change, packages, read }: PlanChangeRequest): PlannedChange {
  const { record, recorded } = known;
  const { options: old } = resolveOptions(record.options);
  const { options, warnings } = resolveOptions(changedOptions(record.options, change));
  const render = (each: Options) => renderPlan(each, { packages });
  const recordedPlan = render(resolveOptions(recorded.options).options);
  const expected = isDeepStrictEqual(record, recorded) ? recordedPlan : render(old);
  const after = render(options);
  const file = read(basePath);
  const base = readBase(file);
  const plans = { recorded: baseTexts(recordedPlan), expected: baseTexts(expected) };
  const before = generatedTexts(base, plans, (path) => read(path) !== undefined);
  return {
    ...{ options, before },
    after: baseTexts(after),
    affected: differingPaths(baseTexts(expected), baseTexts(after)),
    registrations: changedRegistrations(old, options),
    warnings: [...known.warnings, ...warnings, ...baseWarnings(file, base, recorded.version)],
    written: { before, after, record: String(recordedPlan.get(recordPath)) },
  };
}

/** The recorded options with the change applied. */
function changedOptions(recorded: RecordedOptions, change: OptionChange): RawOptions {
  const { redirect, exchange, accept = [], ...lasting } = recorded;
  const { strategy = recorded.strategy, provider = recorded.provider, accept: added = [] } = change;
  // Some options are valid with one strategy only.
  const isSame = strategy === recorded.strategy;
  const kept = isSame ? accept.filter((id) => provider.includes(id)) : [];
  return {
    ...lasting,
    // The port stays, because it is registered: also if the image changes, and while no port is published.
    port: recorded.port ?? String(portOf(recorded.image)),
    ...(isSame && { redirect, exchange }),
    ...defined(change),
    accept: [...kept, ...added],
  };
}

/** An extension as it is rendered now. */
interface Rendered {
  /** With the options of the record. */
  readonly recorded: ReadonlyMap<string, string>;
  /** With the options that the extension's own files show. */
  readonly expected: ReadonlyMap<string, string>;
}

/** The texts that each file may have been generated with. */
function generatedTexts(
  { texts, damaged }: Base,
  { recorded, expected }: Rendered,
  exists: (path: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const isComplete = texts.size > 0 && damaged.length === 0;
  const generated = new Map<string, readonly string[]>();
  for (const path of new Set([...texts.keys(), ...recorded.keys()])) {
    const [kept = [], rendered, now] = [texts.get(path), recorded.get(path), expected.get(path)];
    // The file of a provider that was removed by hand.
    if (rendered !== undefined && now === undefined) continue;
    // The base of another branch may have files that this one does not.
    if (rendered === undefined && !exists(path)) continue;
    const isCurrent = rendered !== undefined && kept.includes(rendered);
    const isUnknown = kept.length > 1 || (kept.length === 0 && !isComplete);
    const additional = isCurrent || isUnknown ? [now, rendered] : [];
    const all = [...additional, ...kept].filter((text) => text !== undefined);
    if (all.length > 0) generated.set(path, [...new Set(all)]);
  }
  return generated;
}

function baseWarnings(file: string | undefined, { damaged }: Base, version: string): string[] {
  const consequence = `Your edits are recognized by comparison with what version ${version} generates, and the file is written again.`;
  if (file === undefined) return [`${basePath} does not exist. ${consequence}`];
  return damaged.length > 0 ? [`${basePath} has ${damaged.length} damaged lines. ${consequence}`] : [];
}

function differingPaths(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): Set<string> {
  return new Set([...one.keys(), ...other.keys()].filter((path) => one.get(path) !== other.get(path)));
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
