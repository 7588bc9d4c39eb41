import { mergeConstant, mergeJson } from './object-literal.ts';
import { editProviderList, type ListedProvider } from './provider-list.ts';
import { type Collision, mergeText } from './text.ts';
import { mergeYaml } from './yaml.ts';

/** A file as it is, as it was generated, and as it would be generated now. */
export interface Versions {
  readonly path: string;
  readonly current: string;
  readonly before: string;
  readonly after: string;
}

/** What changes in the list of providers. */
export interface ProviderChange {
  readonly add: readonly ListedProvider[];
  readonly remove: readonly ListedProvider[];
}

type Merge = (versions: Versions, providers: ProviderChange) => string | undefined;

/** Files that are edited as what they are; undefined from one of these means that it cannot be told what to edit. */
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
 * Brings what changes from `before` to `after` into a file that somebody has edited.
 *
 * @returns the new text, or the places where the two changes meet
 */
export function mergeFile(
  versions: Versions,
  providers: ProviderChange,
): { readonly text: string } | { readonly collisions: readonly Collision[] } {
  const { path, current, before, after } = versions;
  const merge = structured.find(([pattern]) => pattern.test(path))?.[1];
  const text = merge && attempt(() => merge(versions, providers));
  return text === undefined ? mergeText(current, before, after) : { text };
}

/** A file that does not parse is not edited by its syntax, but it may still be merged by its lines. */
function attempt(merge: () => string | undefined): string | undefined {
  try {
    return merge();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
