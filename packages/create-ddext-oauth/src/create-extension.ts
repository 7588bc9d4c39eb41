import { ScaffoldError, type Written, writePlan } from '@ddext-oauth/scaffold';
import type { Invocation } from './arguments.ts';
import { findPackageManager } from './package-manager.ts';
import type { Session } from './session.ts';
import { close } from './steps/close.ts';
import { showDryRun } from './steps/dry-run.ts';
import { commit } from './steps/git.ts';
import { install } from './steps/install.ts';
import { settleOptions } from './steps/options.ts';
import { checkTarget, makePlan } from './steps/plan.ts';

/**
 * Creates an extension: resolves the options, plans, writes, installs and commits. Nothing is written before `writePlan`, and the
 * dependencies are installed before the first commit, which therefore contains the lockfile.
 *
 * @throws {ScaffoldError} `cancelled` after a signal, with all written files removed again, and the errors of the steps
 */
export async function createExtension(invocation: Invocation, session: Session): Promise<void> {
  const { signal } = session.interruption;
  let written: Written | undefined;
  try {
    const { options, warnings } = await settleOptions(invocation, session);
    signal.throwIfAborted();
    const planned = makePlan(options, { explain: invocation.has('explain') });
    const target = await checkTarget(options);
    const pnpm = findPackageManager().spelling;
    const outcome = { options, ...planned, target, warnings, pnpm };
    signal.throwIfAborted();
    if (invocation.has('dry-run')) return showDryRun(outcome, session);
    written = await writePlan(planned.plan, target, { signal });
    signal.throwIfAborted();
    const installation = invocation.has('no-install')
      ? undefined
      : await install({ options, target }, session);
    signal.throwIfAborted();
    const notCommitted = invocation.has('no-git') ? [] : await commit(target, session);
    signal.throwIfAborted();
    const all = [...warnings, ...(installation?.warnings ?? []), ...notCommitted];
    const installed = installation !== undefined;
    close({ ...outcome, installed, warnings: all, pnpm: installation?.pnpm ?? pnpm }, session);
  } catch (error) {
    if (!signal.aborted) throw error;
    await written?.undo();
    throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
  }
}
