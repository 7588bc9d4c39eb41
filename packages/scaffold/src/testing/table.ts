import type { Edit } from './edits/edit.ts';
import { findingsOf, isRefused, refusedShare, type Trial } from './matrix.ts';
import type { Finding } from './results/judge.ts';

const KINDS: readonly Finding['kind'][] = ['lost', 'broken', 'crashed', 'not idempotent'];

/**
 * A Markdown table of operations by kind of edit: rejected and total runs, and the number of runs with findings of each
 * kind. A list of all findings and rejections follows.
 */
export function tableOf(trials: readonly Trial[]): string {
  const operations = [...new Set(trials.map(({ operation }) => operation))];
  const edits = [...new Set(trials.map(({ edit }) => edit))];
  const row = (name: string, own: readonly Trial[]) => {
    const cells = operations.map((operation) =>
      refusedOf(own.filter((trial) => trial.operation === operation)),
    );
    return `| ${[name, ...cells, refusedOf(own), ...KINDS.map((kind) => countOf(own, kind))].join(' | ')} |`;
  };
  const total = (kind: Edit['kind']) => {
    const share = (100 * refusedShare(trials, kind)).toFixed(1);
    return row(
      `**${kind}** (${share} % refused)`,
      trials.filter(({ edit }) => edit.kind === kind),
    );
  };
  const header = ['Kind of edit', ...operations.map(({ name }) => name), 'all', ...KINDS];
  return [
    ...[`| ${header.join(' | ')} |`, `|${header.map(() => '---').join('|')}|`],
    ...edits.map((edit) =>
      row(
        `${edit.name} (${edit.kind})`,
        trials.filter((trial) => trial.edit === edit),
      ),
    ),
    ...[total('cosmetic'), total('content'), total('invalid'), row('**all**', trials), ''],
    ...[...findingsOf(trials).map((finding) => `- ${finding}`), ''],
    ...[...trials.filter(isRefused).map(refusalOf), ''],
  ].join('\n');
}

function refusedOf(trials: readonly Trial[]): string {
  return trials.length === 0 ? '-' : `${trials.filter(isRefused).length}/${trials.length}`;
}

function countOf(trials: readonly Trial[], kind: Finding['kind']): number | string {
  const found = trials.filter(({ report }) => report.findings.some((each) => each.kind === kind));
  return found.length || '';
}

function refusalOf({ edit, operation, seed, report }: Trial): string {
  return `- refused: ${edit.kind}: ${edit.name}, then ${operation.name} (seed ${seed}): ${report.refusals.join(' / ')}`;
}
