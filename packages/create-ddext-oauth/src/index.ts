import { optionsSchema, ScaffoldError } from '@ddext-oauth/scaffold';
import { parseArguments } from './arguments.ts';
import type { Context, Step } from './context.ts';
import { failureOf } from './errors.ts';
import type { Switch } from './flags.ts';
import { helpText } from './help.ts';
import { type Interruption, watchSignals } from './interruption.ts';
import { createOutput, type Output } from './output.ts';
import { close } from './steps/close.ts';
import { commit } from './steps/git.ts';
import { install } from './steps/install.ts';
import { settleOptions } from './steps/options.ts';
import { checkTarget, makePlan } from './steps/plan.ts';
import { stopIfDry, write } from './steps/write.ts';
import { print } from './streams.ts';
import { version } from './version.ts';

/** Nothing is written before the fifth, and the lockfile is there for the first commit. */
const steps: readonly Step[] = [
  settleOptions,
  makePlan,
  checkTarget,
  stopIfDry,
  write,
  install,
  commit,
  close,
];

/** What can be asked for instead of an extension. */
const information: readonly (readonly [Switch, () => string])[] = [
  ['help', helpText],
  ['version', () => version],
  ['print-schema', () => JSON.stringify(optionsSchema(), null, 2)],
];

async function main(argv: readonly string[]): Promise<void> {
  const output = createOutput(argv.includes('--json'));
  const interruption = watchSignals();
  // The steps fill in the rest in their order, and say in their types what they take from it.
  const context = {
    output,
    interruption,
    warnings: [],
    installed: false,
    written: undefined,
  } as unknown as Context;
  try {
    const invocation = parseArguments(argv);
    const asked = information.find(([name]) => invocation.has(name));
    if (asked) return print('stdout', `${asked[1]()}\n`);
    await follow({ ...context, invocation }, interruption);
  } catch (error) {
    fail(error, output, interruption);
  }
}

/** A signal is heeded before each step, and not once everything is said and done. */
async function follow(context: Context, { signal }: Interruption): Promise<void> {
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      if ((await step(context)) === 'done') return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await context.written?.undo();
    throw new ScaffoldError('cancelled', 'Cancelled; nothing was written.');
  }
}

function fail(error: unknown, output: Output, interruption: Interruption): void {
  const failure = failureOf(error);
  output.failure(failure);
  process.exitCode = failure.exitCode;
  if (failure.code === 'cancelled') interruption.raise();
}

void main(process.argv.slice(2));
