import { differsInComments, isUnedited } from '../content/content.ts';
import { editedLines, type Note } from '../merge/collision.ts';
import { withoutLineEndings } from '../merge/line-endings.ts';
import { mergeFile } from '../merge/merge-file.ts';
import { removedComments } from '../merge/removed-comments.ts';
import { type Conflict, deletionConflict, existsConflict, mergeConflict, ownedConflict } from './conflict.ts';
import { isOwned } from './owned.ts';

/** What a change does to a file that exists. */
export interface MergeOutcome {
  /** New text, null to delete the file, or undefined to leave it as it is. */
  readonly content?: string | null;
  readonly conflict?: Conflict;
  readonly warnings?: readonly string[];
}

/** The file as it is, and what was and is generated; undefined for a file that was not or is not generated any more. */
export interface ExistingFile {
  /** As generated. It determines how the file is merged. */
  readonly path: string;
  /** Where the file is now, for messages. */
  readonly place: string;
  readonly current: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Merges a change into a file that exists, so that edits of the user stay. */
export function mergeOutcome({ path, place, current, before, after }: ExistingFile): MergeOutcome {
  if (after !== undefined && isUnedited(path, current, after)) return {};
  if (before === undefined) return { conflict: existsConflict(place) };
  if (after === undefined) return deletion({ path, place, current, before });
  const { text, restore } = withoutLineEndings(current);
  if (isOwned(path, before)) {
    if (isUnedited(path, text, before)) return { content: restore(after) };
    if (!differsInComments(path, text, before))
      return { conflict: ownedConflict(path, place, editedLines(text, before, after)) };
  }
  const merged = mergeFile({ path, current, before, after });
  if (!('text' in merged)) return { conflict: mergeConflict(path, place, merged) };
  const warnings = [
    ...(merged.notes ?? []).map((note) => described(place, note)),
    ...(merged.skipped ?? []).map(
      (passage) => `${place}: you deleted a passage that changed. It stays deleted: ${firstLine(passage)}`,
    ),
  ];
  return { ...(merged.text !== current && { content: merged.text }), warnings };
}

function described(place: string, { line, text }: Note): string {
  return line === undefined ? `${place} ${text}` : `${place}:${line}: ${text}`;
}

/** Comments alone are no reason to keep a file. */
function deletion({
  path,
  place,
  current,
  before,
}: Omit<ExistingFile, 'before' | 'after'> & { readonly before: string }): MergeOutcome {
  if (isUnedited(path, current, before)) return { content: null };
  if (differsInComments(path, current, before)) {
    const notes = removedComments(path, { current, before, merged: '' });
    const differs = `${place} is deleted. It differed from the generated file in comments only.`;
    return { content: null, warnings: [differs, ...notes.map((note) => described(place, note))] };
  }
  const { text } = withoutLineEndings(current);
  return { conflict: deletionConflict(place, editedLines(text, before, '')) };
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length > 100 ? `${first.slice(0, 100)}…` : first;
}
