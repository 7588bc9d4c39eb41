import type { ExtensionRecord } from '../options/record.ts';
import { edits } from './edits/all-edits.ts';
import { type Edit, picker } from './edits/edit.ts';
import { type Checks, JudgedExtension, type Report } from './judged-extension.ts';
import { isPlanned, recordOf } from './merged-operation.ts';
import { type Operation, operations } from './operations.ts';
import { filesOf, type Start, starts } from './starts.ts';

/** One edit and one operation, in one extension. */
export interface Trial {
  readonly edit: Edit;
  readonly operation: Operation;
  readonly seed: number;
  readonly report: Report;
}

interface MatrixOptions {
  readonly seed: number;
  /** Number of extensions per kind of edit and operation. 0 means one operation after every second kind of edit. */
  readonly runs: number;
}

/** One of this many runs resolves names, which is slow, and one repeats the operation. */
const SAMPLE = { binds: 24, repeats: 4 };

/** Does operations after each kind of edit. */
export async function runMatrix({ seed, runs }: MatrixOptions): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const [index, edit] of edits.entries()) {
    if (runs === 0 && (index + seed) % 2 === 1) continue;
    const order = operations.map(
      (_, turn) => operations[(index + seed + turn) % operations.length] as Operation,
    );
    const seeds = Array.from({ length: Math.max(1, runs) }, (_, run) => seed + index + run);
    const all = order.flatMap((operation) => seeds.map((each) => ({ edit, operation, seed: each })));
    for (const choice of all) {
      const trial = await tryOnce(choice, {
        binds: runs > 0 || index % SAMPLE.binds === 0,
        repeats: runs > 0 || index % SAMPLE.repeats === 0,
      });
      if (trial) trials.push(trial);
      if (trial && runs === 0) break;
    }
  }
  return trials;
}

/**
 * Makes one edit in an extension to which the operation applies, and then does the operation.
 *
 * @returns undefined if no extension has a place for the edit
 */
async function tryOnce(
  { edit, operation, seed }: Omit<Trial, 'report'>,
  checks: Checks,
): Promise<Trial | undefined> {
  const pick = picker(seed);
  const left = [...starts];
  while (left.length > 0) {
    const start = pick(left);
    if (start === undefined) return undefined;
    left.splice(left.indexOf(start), 1);
    const extension = new JudgedExtension(start, checks);
    if (!applies(operation, start, seed) || !(await extension.edit(edit, seed))) continue;
    const report = extension.run(operation, seed);
    const isJudged = report?.outcome !== 'refused' || isPossible(operation, start, seed);
    if (report && isJudged) return { edit, operation, seed, report };
  }
  return undefined;
}

const records = new Map<Start, ExtensionRecord>();

/** Whether an operation applies to a new extension. Its options may not fit together. */
function applies({ steps: [step] }: Operation, start: Start, seed: number): boolean {
  const record = records.get(start) ?? recordOf(filesOf(start));
  records.set(start, record);
  return step?.(record, picker(seed)) !== undefined;
}

/** Whether the options of an operation fit together. */
function isPossible({ steps: [step] }: Operation, start: Start, seed: number): boolean {
  return step !== undefined && isPlanned(filesOf(start), (record) => step(record, picker(seed)));
}

/** The kinds of edit that were not applied because no extension has a place for them, which means that the templates changed. */
export async function unplacedEdits(trials: readonly Trial[]): Promise<readonly string[]> {
  const tried = new Set(trials.map(({ edit }) => edit));
  const names: string[] = [];
  for (const edit of edits) {
    if (!edit.isGeneral && !tried.has(edit) && !(await hasPlace(edit))) names.push(edit.name);
  }
  return names;
}

async function hasPlace(edit: Edit): Promise<boolean> {
  for (const start of starts) if (await edit.apply(filesOf(start), picker(1))) return true;
  return false;
}

/** The share of operations that are rejected after edits of a kind, from 0 to 1. */
export function refusedShare(trials: readonly Trial[], kind: Edit['kind']): number {
  const tried = trials.filter(({ edit }) => edit.kind === kind);
  return tried.filter(isRefused).length / Math.max(1, tried.length);
}

export const isRefused = ({ report }: Trial) => report.outcome === 'refused';

/** Every finding, with the edit, operation and seed that reproduce it. */
export function findingsOf(trials: readonly Trial[]): readonly string[] {
  return trials.flatMap(({ edit, operation, seed, report }) =>
    report.findings.map(
      ({ kind, text }) => `${kind}: ${edit.name}, then ${operation.name} (seed ${seed}): ${text}`,
    ),
  );
}
