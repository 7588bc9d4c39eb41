import { writePlan } from '@ddext-oauth/scaffold';
import type { Context } from '../context.ts';
import { dryRunText, report } from '../report.ts';

/** With --dry-run, shows what would be written and ends the run there. */
export async function stopIfDry(
  context: Pick<Context, 'invocation' | 'output' | 'options' | 'plan' | 'target' | 'warnings' | 'installed'>,
): Promise<'done' | undefined> {
  if (!context.invocation.has('dry-run')) return undefined;
  context.output.result(dryRunText(context));
  context.output.json(report(context));
  return 'done';
}

/** Writes everything, or nothing. */
export async function write(
  context: Pick<Context, 'plan' | 'target' | 'interruption' | 'written'>,
): Promise<undefined> {
  context.written = await writePlan(context.plan, context.target, { signal: context.interruption.signal });
}
