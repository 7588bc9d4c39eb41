import { mergeConstant, mergeJson } from './object-literal.ts';
import { editProviderList, type ListedProvider } from './provider-list.ts';
import { addedLines, type Collision, mergeText } from './text.ts';
import { mergeYaml } from './yaml.ts';

/** A file as it is, as it was generated, and as it would be generated now. */
export interface Versions {
  readonly path: string;
  readonly current: string;
  readonly before: string;
  readonly after: string;
}

/** The providers that a change adds and removes. */
export interface ProviderChange {
  readonly add: readonly ListedProvider[];
  readonly remove: readonly ListedProvider[];
}

type Merge = (versions: Versions, providers: ProviderChange) => string | undefined;

/** Files that are merged by syntax. A result of undefined means that the file has an unexpected structure. */
const structured: readonly (readonly [pattern: RegExp, merge: Merge])[] = [
  [/^auth\/src\/providers\/index\.ts$/, ({ current }, providers) => editProviderList(current, providers)],
  [
    /^auth\/src\/extension\.ts$/,
    ({ current, before, after }) => mergeConstant('extension', current, before, after),
  ],
  [/\.json$/, ({ current, before, after }) => mergeJson(current, before, after)],
  [/\.ya?ml$/, ({ current, before, after }) => mergeYaml(current, before, after)],
];

/**
 * Applies the difference between `before` and `after` to an edited file.
 *
 * @returns the new text, or the lines that both sides changed
 */
export function mergeFile(
  versions: Versions,
  providers: ProviderChange,
): { readonly text: string } | { readonly collisions: readonly Collision[] } {
  const { path, current, before, after } = versions;
  const merge = structured.find(([pattern]) => pattern.test(path))?.[1];
  const byLines = mergeText(current, before, after);
  if (merge === undefined) return byLines;
  const text = attempt(() => merge(versions, providers));
  if (text !== undefined) return { text };
  // A merge by line may result in invalid syntax. Here the lines are only shown to the user.
  if ('collisions' in byLines) return byLines;
  return { collisions: [{ found: addedLines(before, current), wanted: addedLines(before, after) }] };
}

/** A file with a syntax error cannot be merged by syntax. */
function attempt(merge: () => string | undefined): string | undefined {
  try {
    return merge();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
