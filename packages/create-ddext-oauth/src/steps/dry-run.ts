import { dryRunText, type Outcome, report } from '../report.ts';
import type { Session } from '../session.ts';

/** Prints the files that would be written. */
export function showDryRun(outcome: Omit<Outcome, 'installed'>, { output }: Session): void {
  output.result(dryRunText(outcome));
  output.json(report({ ...outcome, installed: false }, { dryRun: true }));
}
