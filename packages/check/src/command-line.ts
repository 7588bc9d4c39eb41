import { createRequire } from 'node:module';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type * as Levenshtein from 'fastest-levenshtein';

type Options = NonNullable<ParseArgsConfig['options']>;
type Token = NonNullable<ReturnType<typeof tokensOf>>[number];

/**
 * `parseArgs` of node:util, strict, with other messages: Node's do not suggest the nearest option, and explain how to escape
 * a positional argument.
 *
 * @param config as for `parseArgs`; what comes after `--` is positional
 * @param errorOf creates the error for a message
 * @throws the error of `errorOf`, for an unknown option, a missing value and an unexpected value
 * @example
 * parseOptions({ args: ['--jsn'], options: { json: { type: 'boolean' } } }, (sentence) => new Error(sentence));
 * // Error: Unknown option --jsn; did you mean --json?
 */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config,
  errorOf: (sentence: string) => Error,
): ReturnType<typeof parseArgs<Config>> {
  for (const token of tokensOf(config)) {
    const problem = problemOf(token, config.options ?? {});
    if (problem !== undefined) throw errorOf(problem);
  }
  return parseArgs(config);
}

function tokensOf(config: ParseArgsConfig) {
  return parseArgs({ ...config, strict: false, tokens: true }).tokens;
}

function problemOf(token: Token, options: Options): string | undefined {
  if (token.kind !== 'option') return undefined;
  const { name, rawName, value, inlineValue } = token;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const near = nearest(name, Object.keys(options));
    return `Unknown option ${rawName}; ${near ? `did you mean --${near}?` : 'see --help.'}`;
  }
  if (option.type === 'boolean') return inlineValue ? `${rawName} does not take a value.` : undefined;
  // In `--image --json` the value is missing; `--json` is not an image.
  const missing = value === undefined || (!inlineValue && value.startsWith('-'));
  return missing ? `${rawName} needs a value.` : undefined;
}

/**
 * The option that was probably meant: at a Levenshtein distance of at most a third of its letters (at least two). Undefined if
 * there is none.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  // Loaded here, because every command loads this file, and misspelled options are rare.
  const { distance } = createRequire(import.meta.url)('fastest-levenshtein') as typeof Levenshtein;
  const [near] = words
    .map((word) => ({ word, edits: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const limit = Math.min(Math.max(2, typed.length / 3), typed.length - 1);
  return near && near.edits <= limit ? near.word : undefined;
}
