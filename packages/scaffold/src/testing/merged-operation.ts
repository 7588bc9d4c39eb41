import { ScaffoldError } from '../errors.ts';
import type { ExtensionRecord } from '../options/record.ts';
import { registryPackages } from '../plan/packages.ts';
import { mergeChange } from '../update/change-extension.ts';
import { readExtension } from '../update/known-extension.ts';
import { type OptionChange, type PlannedChange, planChange } from '../update/planned-change.ts';
import type { Files } from './edits/edit.ts';

/** The options to change, or undefined for an operation that does not apply to the extension. */
export type Decide = (record: ExtensionRecord) => OptionChange | undefined;

/** What a generator would write. */
export interface Merged {
  readonly plan: PlannedChange;
  readonly change: OptionChange;
  /** IDs of the providers before the change. */
  readonly providers: readonly string[];
  readonly files: ReadonlyMap<string, string | null>;
  readonly warnings: readonly string[];
}

export interface Refused {
  readonly refusals: readonly string[];
  /** Whether files are the cause, and not options that do not fit together. */
  readonly isConflict: boolean;
}

const packages = registryPackages();

/** Whether an operation applies to the extension, and its options fit together. */
export function isPlanned(files: Files, decide: Decide): boolean {
  try {
    return planned(files, decide) !== undefined;
  } catch (error) {
    if (error instanceof ScaffoldError) return false;
    throw error;
  }
}

/**
 * Computes what a generator would write.
 *
 * @returns undefined for an operation that does not apply
 * @throws any error but a ScaffoldError, which is a refusal
 */
export function merged(files: Files, decide: Decide): Merged | Refused | undefined {
  try {
    const found = planned(files, decide);
    if (found === undefined) return undefined;
    const result = mergeChange(found.plan, found.workspace);
    if (result.conflicts.length > 0) {
      return { refusals: result.conflicts.map(({ reason }) => reason), isConflict: true };
    }
    return { ...found, files: result.files, warnings: result.warnings };
  } catch (error) {
    if (error instanceof ScaffoldError) return { refusals: [error.message], isConflict: false };
    throw error;
  }
}

/** The options of an extension, as the generators read them. */
export function recordOf(files: Files): ExtensionRecord {
  return readExtension(workspaceOf(files)).record;
}

function workspaceOf(files: Files) {
  return { read: (path: string) => files.get(path), list: () => [...files.keys()] };
}

function planned(files: Files, decide: Decide) {
  const workspace = workspaceOf(files);
  const known = readExtension(workspace);
  const change = decide(known.record);
  if (change === undefined) return undefined;
  const providers = known.record.options.provider;
  return { workspace, change, providers, plan: planChange({ ...workspace, known, change, packages }) };
}

/** The IDs of the providers after the change. */
export function providersAfter({ plan }: Merged): readonly string[] {
  return plan.options.providers.map(({ id }) => id);
}
