import { isUnedited } from '../content/content.ts';
import type { Texts } from './changed-regions.ts';
import type { Collision, Merged, Note } from './collision.ts';
import { isEnvironmentFile, removedValues } from './env-values.ts';
import { withoutLineEndings } from './line-endings.ts';
import { mergeRegions } from './merge-regions.ts';
import { mergeSyntax, parserOf } from './merge-syntax.ts';
import { mergeText } from './merge-text.ts';
import { withLocalNames } from './provider-list.ts';
import { removedComments } from './removed-comments.ts';
import { ParseError } from './syntax-tree.ts';

/** A file as it is, as it was generated, and as it would be generated now. */
export interface Versions extends Texts {
  readonly path: string;
}

/** Why a file cannot be changed. */
export type FileConflict =
  | ({ readonly cause: 'edit' } & Extract<Merged, { collisions: readonly Collision[] }>)
  | {
      readonly cause: 'syntax-error';
      readonly line: number;
      readonly column: number;
      readonly message: string;
    };

/**
 * Applies the difference between `before` and `after` to a file. Code, JSON and YAML are merged by their syntax, Markdown by blocks and
 * words, and any other file by lines. In text, each generated region is merged on its own. Formatting, comments and line breaks of the file stay.
 */
export function mergeFile(versions: Versions): Extract<Merged, { text: string }> | FileConflict {
  const { text: current, restore } = withoutLineEndings(versions.current);
  if (current === versions.before) return { text: restore(versions.after) };
  const texts = { current, before: versions.before, after: versions.after };
  try {
    const merged = mergeTexts(versions.path, texts);
    if ('text' in merged) {
      const notes = [...(merged.notes ?? []), ...removalsOf(versions.path, texts, merged.text)];
      return { ...merged, notes, text: restore(merged.text) };
    }
    if (!isUnedited(versions.path, current, versions.before)) return { cause: 'edit', ...merged };
    return { text: restore(versions.after) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { line, column, message } = error;
    return { cause: 'syntax-error', line, column, message };
  }
}

/** What the user wrote and the change removes, because it removes what it is about. */
function removalsOf(path: string, { current, before }: Texts, merged: string): readonly Note[] {
  const values = isEnvironmentFile(path) ? removedValues(current, merged) : [];
  return [...values, ...removedComments(path, { current, before, merged })];
}

function mergeTexts(path: string, texts: Texts): Merged {
  const parse = parserOf(path);
  if (parse === undefined) return mergeRegions({ path, ...texts }, (part) => mergeText(path, part));
  const isList = /(^|\/)auth\/src\/providers\/index\.ts$/.test(path);
  return mergeSyntax(path, isList ? withLocalNames(path, texts) : texts, parse);
}
