import { isDeepStrictEqual } from 'node:util';
import type { OptionChange } from '../update/planned-change.ts';
import { type Edit, type Edited, type Files, type Outcome, picker } from './edits/edit.ts';
import { type Merged, merged, providersAfter, type Refused } from './merged-operation.ts';
import type { Operation, Step } from './operations.ts';
import { type Finding, judge } from './results/judge.ts';
import { type LoadedExtension, loadExtension } from './results/own-test.ts';
import { filesOf, type Start } from './starts.ts';

/** What an operation did. */
export interface Report {
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly findings: readonly Finding[];
  /** Why the operation was refused, for each file. */
  readonly refusals: readonly string[];
}

interface AppliedEdit extends Pick<Edited, 'lost' | 'isOver'> {
  readonly edit: Edit;
}

/** What is checked besides: both are slow. */
export interface Checks {
  /** Whether names are resolved in the results. */
  readonly binds: boolean;
  /** Whether each change is made a second time. */
  readonly repeats: boolean;
}

/** An extension in memory that is edited and changed in turns, and judged after every change. */
export class JudgedExtension {
  #files: Files;
  #edits: readonly AppliedEdit[] = [];
  readonly #checks: Checks;

  constructor(start: Start, checks: Checks) {
    this.#files = filesOf(start);
    this.#checks = checks;
  }

  /** Makes an edit. @returns false if the extension has no place for it */
  async edit(edit: Edit, seed: number): Promise<boolean> {
    const edited = await edit.apply(this.#files, picker(seed));
    if (edited === undefined) return false;
    this.#files = withFiles(this.#files, edited.files);
    // An edit may undo an earlier one, as a formatter does.
    const unchanged = { files: this.#files, gone: new Set<string>(), removed: [], changed: [], warnings: [] };
    this.#edits = [...this.#edits, { edit, ...edited }].filter(({ lost }) => lost(unchanged) === undefined);
    return true;
  }

  /** Does an operation, as a generator does, and judges the result. @returns undefined if it does not apply */
  run({ steps, restores }: Operation, seed: number): Report | undefined {
    const before = this.#files;
    const reports = steps.map((step) => this.#step(step, seed));
    if (reports[0] === undefined) return undefined;
    const known = reports.filter((report) => report !== undefined);
    const differs =
      restores && known.every(({ outcome }) => outcome === 'done') && !isSame(before, this.#files);
    return {
      outcome: known.find(({ outcome }) => outcome !== 'done')?.outcome ?? 'done',
      findings: [
        ...known.flatMap(({ findings }) => findings),
        ...(differs ? [{ kind: 'broken' as const, text: 'the options differ from those before' }] : []),
      ],
      refusals: known.flatMap(({ refusals }) => refusals),
    };
  }

  #step(step: Step, seed: number): Report | undefined {
    const before = this.#files;
    try {
      const result = merged(before, (record) => step(record, picker(seed)));
      if (result === undefined) return undefined;
      if ('refusals' in result) return refused(result, before);
      return { outcome: 'done', findings: this.#write(result), refusals: [] };
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { outcome: 'failed', findings: [{ kind: 'crashed', text }], refusals: [] };
    }
  }

  #write(result: Merged): readonly Finding[] {
    const before = this.#files;
    const files = withFiles(before, Object.fromEntries(result.files));
    const outcome = outcomeOf(result, files);
    const findings = [
      ...this.#lostEdits(outcome),
      ...judge({
        ...{ ...outcome, before, binds: this.#checks.binds, generated: result.plan },
        expected: (loaded) => expectedOptions(result, loaded),
      }),
      ...(this.#checks.repeats ? secondRun(result.change, files) : []),
    ];
    this.#files = files;
    this.#edits = this.#edits.filter(({ lost, isOver }) => lost(outcome) === undefined && !isOver?.(outcome));
    return findings;
  }

  #lostEdits(outcome: Outcome): readonly Finding[] {
    return this.#edits.flatMap(({ edit, lost }) => {
      const text = lost(outcome);
      return text === undefined ? [] : [{ kind: 'lost' as const, text: `${edit.name}: ${text}` }];
    });
  }
}

/** A conflict names its file. */
function refused({ refusals, isConflict }: Refused, files: Files): Report {
  const paths = [...files.keys()];
  const unclear = refusals.filter((text) => isConflict && !paths.some((path) => text.includes(path)));
  return {
    outcome: 'refused',
    findings: unclear.map((text) => ({ kind: 'broken', text: `a refusal names no file: ${text}` })),
    refusals,
  };
}

/** The same change again, which has nothing to do. */
function secondRun(change: OptionChange, files: Files): readonly Finding[] {
  const again = merged(files, () => change);
  if (again === undefined || 'refusals' in again)
    return [{ kind: 'not idempotent', text: 'the second run is refused' }];
  const changed = [...again.files.keys()];
  return changed.length === 0
    ? []
    : [{ kind: 'not idempotent', text: `the second run changes ${changed.join()}` }];
}

function withFiles(files: Files, changed: Readonly<Record<string, string | null>>): Files {
  const result = new Map(files);
  for (const [path, text] of Object.entries(changed)) {
    if (text === null) result.delete(path);
    else result.set(path, text);
  }
  return result;
}

function outcomeOf(result: Merged, files: Files): Outcome {
  const { plan, providers, change, warnings } = result;
  const left = providersAfter(result);
  return {
    files,
    gone: new Set([...plan.before.keys()].filter((path) => !plan.after.has(path))),
    removed: providers.filter((id) => !left.includes(id)),
    changed: Object.keys(change),
    warnings,
  };
}

function expectedOptions(result: Merged, loaded: LoadedExtension): Readonly<Record<string, unknown>> {
  const { plan, providers } = result;
  const { strategy, redirect, port } = plan.options;
  const wanted = providersAfter(result);
  const removed = providers.filter((id) => !wanted.includes(id));
  const kept = loaded.providers.map(({ id }) => id).filter((id) => !removed.includes(id));
  const added = wanted.filter((id) => !providers.includes(id));
  const isChanged = plan.affected.has('auth/src/extension.ts');
  return {
    providers: [...new Set([...kept, ...added])].sort(),
    strategy,
    ...(isChanged && (strategy === 'extension-tab' ? { redirect } : { port })),
  };
}

function isSame(one: Files, other: Files): boolean {
  return isDeepStrictEqual(loadExtension(one), loadExtension(other));
}
