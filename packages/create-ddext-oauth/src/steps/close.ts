import { pnpmSpec } from '@ddext-oauth/scaffold';
import type { Context } from '../context.ts';
import { findPackageManager } from '../package-manager.ts';
import { closingText, report } from '../report.ts';

const noPnpm = (spelling: string) =>
  `pnpm is not on your PATH; where the README says pnpm, type ${spelling}, or install it: npm install --global ${pnpmSpec}`;

/** Says what was made and what comes next. */
export async function close(
  context: Pick<Context, 'invocation' | 'output' | 'options' | 'plan' | 'target' | 'warnings' | 'installed'>,
): Promise<undefined> {
  const { output, warnings } = context;
  const { onPath, spelling } = findPackageManager();
  if (!onPath) {
    warnings.push(noPnpm(spelling));
    output.warning(noPnpm(spelling));
  }
  output.result(closingText(context, output.strong));
  output.json(report(context));
}
