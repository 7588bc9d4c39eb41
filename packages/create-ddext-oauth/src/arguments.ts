import { parseArgs } from 'node:util';
import { nearest, type RawOptions, ScaffoldError } from '@ddext-oauth/scaffold';
import type { RawAddOptions } from '@ddext-oauth/scaffold/add';
import { assertApplicable } from './applicable.ts';
import { flags, type Switch } from './flags.ts';

/** The command line, parsed. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly raw: RawOptions & Pick<RawAddOptions, 'method' | 'prefix'>;
  readonly has: (name: Switch) => boolean;
}

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/**
 * Parses the command line with the table of options. parseArgs splits it. The checks are here, because the errors of parseArgs
 * neither suggest the nearest option nor report a repeated value.
 *
 * @throws {ScaffoldError} `option-unknown`, `option-repeated`, `value-missing`, `value-unwanted`, `argument-extra`,
 *   `option-not-applicable`
 */
export function parseArguments(argv: readonly string[]): Invocation {
  const tokens = tokensOf(argv);
  const given = tokens.filter((token) => token.kind === 'option');
  const has = (name: Switch) => given.some((token) => token.name === name);
  // These print information, whatever else is on the line.
  if (has('help') || has('version') || has('print-schema')) return { argv, raw: {}, has };
  for (const token of given) check(token);
  const [directory, extra] = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  if (extra !== undefined) {
    throw new ScaffoldError(
      'argument-extra',
      `Only one directory can be given, and ${JSON.stringify(extra)} is a second one; put a path with spaces in quotes.`,
    );
  }
  if (has('explain') && !has('dry-run')) {
    throw new ScaffoldError('option-not-applicable', '--explain requires --dry-run.');
  }
  assertApplicable(new Set(given.map(({ name }) => name)));
  return { argv, raw: { directory, ...valuesOf(given) }, has };
}

function tokensOf(argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { placeholder, short }]) => [
      name,
      { type: placeholder ? 'string' : 'boolean', ...(short && { short }) } as const,
    ]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function check({ name, rawName, value, inlineValue }: OptionToken): void {
  const row = flags[name];
  if (row === undefined) {
    const near = nearest(name, Object.keys(flags));
    throw new ScaffoldError(
      'option-unknown',
      near ? `Unknown option ${rawName}; did you mean --${near}?` : `Unknown option ${rawName}; see --help.`,
    );
  }
  if (!row.placeholder) {
    if (value === undefined) return;
    throw new ScaffoldError('value-unwanted', `${rawName} does not take a value.`);
  }
  // In `--title --yes` the value is missing; `--yes` is not a title.
  if (value === undefined || (!inlineValue && value.startsWith('-'))) {
    throw new ScaffoldError('value-missing', `${rawName} needs a value: ${rawName} ${row.placeholder}.`);
  }
}

function valuesOf(given: readonly OptionToken[]): Record<string, string | string[] | true> {
  const values: Record<string, string | string[] | true> = {};
  for (const { name, rawName, value } of given) {
    const row = flags[name];
    if (row === undefined) continue;
    const { option = name } = row;
    if (value === undefined) {
      if (row.option !== undefined) values[option] = true;
      continue;
    }
    const earlier = values[option];
    if (row.repeatable) {
      values[option] = [...(Array.isArray(earlier) ? earlier : []), value];
    } else if (earlier === undefined) {
      values[option] = value;
    } else {
      throw new ScaffoldError('option-repeated', `${rawName} is repeated; give it once.`);
    }
  }
  return values;
}
