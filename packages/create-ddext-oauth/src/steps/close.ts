import { pnpmSpec } from '@ddext-oauth/scaffold';
import { findPackageManager } from '../package-manager.ts';
import { closingText, type Outcome, report } from '../report.ts';
import type { Session } from '../session.ts';

const noPnpm = (spelling: string) =>
  `pnpm is not on your PATH; where the README says pnpm, type ${spelling}, or install it: npm install --global ${pnpmSpec}`;

/** Prints what was created, and the next commands. */
export function close(outcome: Outcome, { output }: Session): void {
  const { onPath, spelling } = findPackageManager();
  const more = onPath ? [] : [noPnpm(spelling)];
  for (const warning of more) output.warning(warning);
  output.result(closingText(outcome, output.strong));
  output.json(report({ ...outcome, warnings: [...outcome.warnings, ...more] }, { dryRun: false }));
}
