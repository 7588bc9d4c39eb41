import { optionsSchema } from '@ddext-oauth/scaffold';
import { parseArguments } from './arguments.ts';
import { createExtension } from './create-extension.ts';
import { failureOf } from './errors.ts';
import type { Switch } from './flags.ts';
import { helpText } from './help.ts';
import { watchSignals } from './interruption.ts';
import { createOutput } from './output.ts';
import type { Session } from './session.ts';
import { print } from './streams.ts';
import { version } from './version.ts';

/** Options that print information and create no extension. */
const information: readonly (readonly [Switch, () => string])[] = [
  ['help', helpText],
  ['version', () => version],
  ['print-schema', () => JSON.stringify(optionsSchema(), null, 2)],
];

async function main(argv: readonly string[]): Promise<void> {
  const session = { output: createOutput(argv.includes('--json')), interruption: watchSignals() };
  try {
    const invocation = parseArguments(argv);
    const requested = information.find(([name]) => invocation.has(name));
    if (requested) return print('stdout', `${requested[1]()}\n`);
    if (!invocation.has('add') && !invocation.has('remove'))
      return await createExtension(invocation, session);
    const { changeExtension } = await import('./add/change-extension.ts');
    await changeExtension(invocation, session);
  } catch (error) {
    fail(error, session);
  }
}

function fail(error: unknown, { output, interruption }: Session): void {
  const failure = failureOf(error);
  output.failure(failure);
  process.exitCode = failure.exitCode;
  if (failure.code === 'cancelled') interruption.raise();
}

void main(process.argv.slice(2));
