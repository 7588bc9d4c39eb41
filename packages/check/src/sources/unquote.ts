import { type Reference, referenceAt, type Variables } from './variables.ts';

/** A word as BuildKit interprets it. */
export interface Unquoted {
  /** Variables are replaced if {@link Scope} contains their values. */
  readonly text: string;
  /** Names of the variables in the word. */
  readonly variables: readonly string[];
  /** Those that only `--build-arg` gives a value. */
  readonly withoutDefault: readonly string[];
  /** Those that nothing sets. */
  readonly unset: readonly string[];
  /** Whether quotes are in the middle of a word. BuildKit removes them, which is probably not intended. */
  readonly losesQuotes: boolean;
}

/** The variables of a word. One without a value becomes empty, as in a build, or stays as written. */
export interface Scope {
  readonly variables: Variables;
  readonly withoutValue: 'removed' | 'kept';
}

/**
 * Removes quotes and escapes, and replaces variables, as BuildKit does
 * (https://docs.docker.com/reference/dockerfile/#environment-replacement). dockerfile-ast does that only for a value that is
 * quoted as a whole, and cannot tell which quotes are lost.
 *
 * @param scope without it, variables are left as they are written
 */
export function unquote(raw: string, escapeCharacter: string, scope?: Scope): Unquoted {
  const found = { variables: [] as string[], withoutDefault: [] as string[], unset: [] as string[] };
  let [text, quote, losesQuotes] = ['', '', false];
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw[index] ?? '';
    const next = raw[index + 1] ?? '';
    const reference =
      character === '$' && quote !== "'" && next !== '' ? referenceAt(raw.slice(index)) : undefined;
    if (character === escapeCharacter && quote !== "'" && next !== '') {
      // Within double quotes, only these characters can be escaped. Before any other, the escape character is literal.
      text += quote && !['"', '$', escapeCharacter].includes(next) ? character + next : next;
      index += 1;
    } else if (quote ? character === quote : character === '"' || character === "'") {
      losesQuotes ||= !quote && index > 0;
      quote = quote ? '' : character;
    } else if (reference) {
      const written = raw.slice(index, index + reference.length);
      found.variables.push(reference.name);
      text += scope ? substituted(reference, written, escapeCharacter, scope, found) : written;
      index += reference.length - 1;
    } else text += character;
  }
  return { text, ...found, losesQuotes };
}

type Found = { readonly variables: string[]; readonly withoutDefault: string[]; readonly unset: string[] };

function substituted(
  { name, modifier }: Reference,
  written: string,
  escapeCharacter: string,
  scope: Scope,
  found: Found,
): string {
  const state = scope.variables.state(name);
  const value = typeof state === 'object' ? state.value : undefined;
  const [, operator, word = ''] = /^(:?[-+])(.*)$/s.exec(modifier) ?? [];
  const isSet = operator?.startsWith(':') ? Boolean(value) : value !== undefined;
  if (operator?.endsWith('-') && !isSet) return wordOf(word, escapeCharacter, scope, found);
  if (operator?.endsWith('+')) return isSet ? wordOf(word, escapeCharacter, scope, found) : '';
  // Patterns (`${NAME#PATTERN}`, `${NAME/A/B}`) are left as they are written: a rule cannot tell what they give.
  const isPattern = /^[#%/]/.test(modifier);
  if (value !== undefined && !isPattern) return value;
  (state === 'unset' ? found.unset : found.withoutDefault).push(name);
  return scope.withoutValue === 'kept' || isPattern ? written : '';
}

function wordOf(word: string, escapeCharacter: string, scope: Scope, found: Found): string {
  const inner = unquote(word, escapeCharacter, scope);
  found.variables.push(...inner.variables);
  found.withoutDefault.push(...inner.withoutDefault);
  found.unset.push(...inner.unset);
  return inner.text;
}
