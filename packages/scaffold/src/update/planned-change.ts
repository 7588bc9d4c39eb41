import { isDeepStrictEqual } from 'node:util';
import { optionTable } from '../options/option-table.ts';
import { type Options, type RawOptions, resolveOptions } from '../options/options.ts';
import { type RecordedOptions, recordPath, settingLists } from '../options/record.ts';
import { portOf } from '../options/rules/port.ts';
import { type Base, basePath, readBase } from '../plan/base.ts';
import type { RuntimePackage } from '../plan/packages.ts';
import { baseTexts, type Plan, renderPlan } from '../plan/plan.ts';
import { generatedTexts } from './generated-texts.ts';
import { withoutGivenAgain } from './given-again.ts';
import type { ExtensionFiles, KnownExtension } from './known-extension.ts';
import { changedRegistrations, type Registration } from './registrations.ts';

/** New values of options. An absent option stays as it is, and `accept` is added to what is accepted already. */
export interface OptionChange extends Omit<RawOptions, 'directory'> {
  /** The ID in `provider` that is added. If the extension has it already, its missing lines are written again. */
  readonly added?: string | undefined;
}

/** The options to change. */
export interface PlanChangeRequest extends ExtensionFiles {
  readonly known: KnownExtension;
  readonly change: OptionChange;
  readonly packages: readonly RuntimePackage[];
}

/** The texts that a change is computed from. */
export interface PlannedChange {
  readonly options: Options;
  readonly change: OptionChange;
  /**
   * Path to the texts that may have been generated: what `ddext-oauth.base` keeps, and what the options now give. A file without a
   * text was not generated.
   */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Path to text, as it would be generated now. */
  readonly after: ReadonlyMap<string, string>;
  /**
   * Path to text without the options that are given, although the extension has them already: the files may say otherwise. Undefined
   * for a file that does not exist without them.
   */
  readonly givenAgain: ReadonlyMap<string, string | undefined>;
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
  const raw = changedOptions(record.options, change);
  const { options, warnings } = resolveOptions(raw);
  const render = (each: Options) => renderPlan(each, { packages });
  const recordedPlan = render(resolveOptions(recorded.options).options);
  const expected = isDeepStrictEqual(record, recorded) ? recordedPlan : render(old);
  const after = render(options);
  const others = withoutGivenAgain({ ...record.options, port: String(old.port) }, raw, change);
  const without = others && baseTexts(render(resolveOptions(others).options));
  const file = read(basePath);
  const base = readBase(file);
  const plans = { recorded: baseTexts(recordedPlan), expected: baseTexts(expected) };
  const before = generatedTexts(base, plans, {
    exists: (path) => read(path) !== undefined,
    isWanted: (path) => after.has(path),
  });
  return {
    ...{ options, change, before },
    after: baseTexts(after),
    givenAgain: new Map(
      without && [...differingPaths(without, baseTexts(after))].map((path) => [path, without.get(path)]),
    ),
    affected: differingPaths(baseTexts(expected), baseTexts(after)),
    registrations: changedRegistrations(old, options),
    warnings: [...known.warnings, ...warnings, ...baseWarnings(file, base, recorded.version)],
    written: { before, after, record: String(recordedPlan.get(recordPath)) },
  };
}

/** The recorded options with the change applied. */
function changedOptions(recorded: RecordedOptions, change: OptionChange): RawOptions {
  const { redirect, exchange, hosts, accept = [], ...lasting } = recorded;
  const { added: _, ...values } = change;
  const { strategy = recorded.strategy, provider = recorded.provider, accept: accepted = [] } = values;
  // Some options are valid with one strategy only.
  const isSame = strategy === recorded.strategy;
  const kept = isSame ? accept.filter((id) => provider.includes(id)) : [];
  return {
    ...lasting,
    // The port stays, because it is registered: also if the image changes, and while no port is published.
    port: recorded.port ?? String(portOf(recorded.image)),
    ...(isSame && { redirect, exchange }),
    ...((isSame || hosts !== defaultHostsOf(recorded)) && { hosts }),
    ...defined(values),
    accept: [...kept, ...accepted],
    ...settingsOf(recorded, values, provider),
  };
}

/** The lists of providers with a setting: those that the extension still has, and the new ones. */
function settingsOf(recorded: RecordedOptions, change: RawOptions, provider: readonly string[]): RawOptions {
  const lists = settingLists.map((name) => {
    const kept = recorded[name]?.filter((id) => provider.includes(id)) ?? [];
    return [name, [...kept, ...(change[name] ?? [])]];
  });
  return Object.fromEntries(lists);
}

function defaultHostsOf({ strategy }: RecordedOptions): string {
  return optionTable.hosts.fallback({ strategy: optionTable.strategy.parse(strategy, undefined) });
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
