import { optionTable, type RawOptions, resolveOptions, shellQuote } from '@ddext-oauth/scaffold';
import type { Invocation } from '../arguments.ts';
import type { Context } from '../context.ts';
import { CommandError } from '../errors.ts';
import { findPackageManager } from '../package-manager.ts';
import { ask } from '../prompts/index.ts';

/** What nobody else can know. Where it is all given nothing is asked: the rest has defaults that follow from it. */
const essential = ['directory', 'strategy', 'provider', 'image'] as const;

/** Settles the options: from the flags, from the person at the terminal, from the defaults. */
export async function settleOptions(
  context: Pick<Context, 'invocation' | 'interruption' | 'output' | 'options' | 'warnings'>,
): Promise<undefined> {
  const { invocation, interruption, output } = context;
  checkWorkingDirectory();
  // Before any question: who gave a wrong flag hears of it at once.
  resolveOptions(invocation.raw);
  const { raw, seen } = await complete(invocation, interruption);
  const { options, warnings } = resolveOptions(raw);
  if (!seen) for (const warning of warnings) output.warning(warning);
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

/** @returns in `seen` whether a person has looked at the outcome, with its warnings, and agreed */
async function complete(
  { raw, has, argv }: Invocation,
  interruption: Context['interruption'],
): Promise<{ raw: RawOptions; seen: boolean }> {
  const open = essential.some((name) => raw[name] === undefined);
  if (has('yes') || has('json') || !open) return { raw, seen: false };
  if (process.stdin.isTTY && process.stdout.isTTY) {
    return { raw: await ask(raw, interruption), seen: true };
  }
  const directory = raw.directory === undefined ? [optionTable.directory.fallback(undefined)] : [];
  const words = ['create', 'ddext-oauth', ...directory, ...argv, '--yes'];
  throw new CommandError(
    'no-terminal',
    `There is no terminal to ask in; to take the defaults, add --yes, or run: ${findPackageManager().spelling} ${words.map((word) => shellQuote(word, process.platform)).join(' ')}`,
  );
}
