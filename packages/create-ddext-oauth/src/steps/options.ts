import { optionTable, type RawOptions, resolveOptions, shellQuote } from '@ddext-oauth/scaffold';
import type { Invocation } from '../arguments.ts';
import type { Context } from '../context.ts';
import { CommandError } from '../errors.ts';

/** What is asked where it is not given; the rest has defaults that seldom need a thought. */
const asked = ['directory', 'strategy', 'provider', 'image'] as const;

/** Settles the options: from the flags, from the person at the terminal, from the defaults. */
export async function settleOptions(
  context: Pick<Context, 'invocation' | 'interruption' | 'output' | 'options' | 'warnings'>,
): Promise<undefined> {
  const { invocation, interruption, output } = context;
  checkWorkingDirectory();
  // Before any question: who gave a wrong flag hears of it at once.
  resolveOptions(invocation.raw);
  const { options, warnings } = resolveOptions(await complete(invocation, interruption));
  for (const warning of warnings) output.warning(warning);
  context.options = options;
  context.warnings.push(...warnings);
}

function checkWorkingDirectory(): void {
  try {
    process.cwd();
  } catch {
    throw new CommandError(
      'working-directory-gone',
      'The working directory is gone; change to one that is there.',
    );
  }
}

async function complete(
  { raw, has, argv }: Invocation,
  interruption: Context['interruption'],
): Promise<RawOptions> {
  const open = asked.filter((name) => raw[name] === undefined);
  if (has('yes') || has('json') || open.length === 0) return raw;
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { ask } = await import('../prompts.ts');
    return ask(raw, open, interruption);
  }
  const directory = raw.directory === undefined ? [optionTable.directory.fallback(undefined)] : [];
  const words = ['pnpm', 'create', 'ddext-oauth', ...directory, ...argv, '--yes'];
  throw new CommandError(
    'no-terminal',
    `There is no terminal to ask in; to take the defaults, run: ${words.map(shellQuote).join(' ')}`,
  );
}
