import { parseArgs } from 'node:util';
import { nearest, type RawOptions } from '@ddext-oauth/scaffold';
import { CommandError } from './errors.ts';
import { flags, type Switch } from './flags.ts';

/** What the command line says. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly raw: RawOptions;
  readonly has: (name: Switch) => boolean;
}

type Token = NonNullable<ReturnType<typeof tokensOf>>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/**
 * Reads the command line by the flag table. parseArgs splits it; what is allowed is decided here, because its own
 * errors neither name the nearest flag nor notice a value that is given twice.
 *
 * @throws {CommandError}
 */
export function parseArguments(argv: readonly string[]): Invocation {
  const tokens = tokensOf(argv);
  const given = tokens.filter((token) => token.kind === 'option');
  const has = (name: Switch) => given.some((token) => token.name === name);
  // Whoever asks for information gets it, whatever else is on the line.
  if (has('help') || has('version') || has('print-schema')) return { argv, raw: {}, has };
  for (const token of given) check(token);
  const [directory, extra] = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  if (extra !== undefined) {
    throw new CommandError(
      'argument-extra',
      `There is one directory to name, and ${JSON.stringify(extra)} is a second; put a path with spaces in quotes.`,
    );
  }
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
    throw new CommandError(
      'flag-unknown',
      near ? `Unknown option ${rawName}; did you mean --${near}?` : `Unknown option ${rawName}; see --help.`,
    );
  }
  if (!row.placeholder) {
    if (value === undefined) return;
    throw new CommandError('value-unwanted', `${rawName} does not take a value.`);
  }
  // `--title --yes` is a value forgotten, not a title.
  if (value === undefined || (!inlineValue && value.startsWith('-'))) {
    throw new CommandError('value-missing', `${rawName} needs a value: ${rawName} ${row.placeholder}.`);
  }
}

function valuesOf(given: readonly OptionToken[]): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const { name, rawName, value } of given) {
    const row = flags[name];
    if (value === undefined || row === undefined) continue;
    const earlier = values[name];
    if (row.repeatable) {
      values[name] = [...(earlier ?? []), value];
    } else if (earlier === undefined) {
      values[name] = value;
    } else {
      throw new CommandError('flag-twice', `${rawName} is given twice; give it once.`);
    }
  }
  return values;
}
