import {
  optionTable,
  type ResolvedOptions,
  resolveOptions,
  ScaffoldError,
  shellQuote,
} from '@ddext-oauth/scaffold';
import type { Invocation } from '../arguments.ts';
import { busyPortWarnings } from '../busy-port.ts';
import { createProgram } from '../installation.ts';
import { ask } from '../prompts/index.ts';
import { concerns } from '../prompts/interview.ts';
import type { Session } from '../session.ts';

/** Options without a useful default. If all are given, there are no prompts: the defaults of the others follow from them. */
const essential = ['directory', 'strategy', 'provider', 'image'] as const;

/**
 * Resolves the options from the command line, from prompts, and from defaults. The options of the command line are checked
 * before the first prompt.
 *
 * @throws {ScaffoldError} for a wrong option, `no-terminal`, `working-directory-gone`, `cancelled`
 */
export async function settleOptions(
  { raw, has, argv }: Invocation,
  { output, interruption }: Session,
): Promise<ResolvedOptions> {
  checkWorkingDirectory();
  const resolved = resolveOptions(raw);
  const isOpen = essential.some((name) => raw[name] === undefined && concerns(name, raw));
  if (!isOpen || has('yes') || has('json')) {
    const warnings = [...resolved.warnings, ...(await busyPortWarnings(resolved.options))];
    for (const warning of warnings) output.warning(warning);
    return { ...resolved, warnings };
  }
  // The summary of the prompts shows the warnings.
  if (process.stdin.isTTY && process.stdout.isTTY) return ask(raw, interruption);
  throw noTerminal(raw.directory, argv);
}

function checkWorkingDirectory(): void {
  try {
    process.cwd();
  } catch (cause) {
    const message = 'The working directory does not exist; change to one that does.';
    throw new ScaffoldError('working-directory-gone', message, { cause });
  }
}

function noTerminal(directory: string | undefined, argv: readonly string[]): ScaffoldError {
  const missing = directory === undefined ? [optionTable.directory.fallback(undefined)] : [];
  const words = [...missing, ...argv, '--yes'];
  const command = words.map((word) => shellQuote(word, process.platform)).join(' ');
  return new ScaffoldError(
    'no-terminal',
    `There is no terminal for prompts; to use the defaults, add --yes, or run: ${createProgram()} ${command}`,
  );
}
