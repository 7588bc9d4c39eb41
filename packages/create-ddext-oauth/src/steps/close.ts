import type { Context } from '../context.ts';
import { findPackageManager } from '../package-manager.ts';
import { closingText, report } from '../report.ts';

const NO_PNPM =
  'pnpm is not on your PATH; begin each command with npx, as in "npx pnpm dev", or install it: npm install --global pnpm';

/** Says what was made and what comes next. */
export async function close(
  context: Pick<Context, 'invocation' | 'output' | 'options' | 'plan' | 'target' | 'warnings' | 'installed'>,
): Promise<undefined> {
  const { output, warnings } = context;
  if (!findPackageManager().onPath) {
    warnings.push(NO_PNPM);
    output.warning(NO_PNPM);
  }
  output.result(closingText(context, output.strong));
  output.json(report(context));
}
