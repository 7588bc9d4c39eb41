import { differsInComments, isUnedited } from '../content/content.ts';
import { type Conflict, deletionConflict, existsConflict, mergeConflict } from './conflict.ts';
import { mergeFile, type Versions } from './merge-file.ts';
import { mergeText } from './merge-text.ts';

/** What a change does to a file that exists. */
export interface MergeOutcome {
  /** New text, null to delete the file, or undefined to leave it as it is. */
  readonly content?: string | null;
  readonly conflict?: Conflict;
  readonly warning?: string;
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
  const versions: Versions = { path, current, before, after };
  const merged = mergeFile(versions);
  if (!('text' in merged)) return { conflict: mergeConflict(place, merged) };
  const [passage] = merged.skipped ?? [];
  const warning =
    passage &&
    `${place}: you deleted this passage, and it stays deleted although it changed: ${firstLine(passage)}`;
  return { ...(merged.text !== current && { content: merged.text }), ...(warning && { warning }) };
}

/** Comments alone are no reason to keep a file. */
function deletion({
  path,
  place,
  current,
  before,
}: Omit<ExistingFile, 'before' | 'after'> & { readonly before: string }): MergeOutcome {
  if (isUnedited(path, current, before)) return { content: null };
  if (differsInComments(path, current, before))
    return {
      content: null,
      warning: `${place} is deleted. It differed from the generated file in comments only.`,
    };
  // Without the generated lines, the edits remain.
  const merged = mergeText('edits.txt', { current, before, after: '' });
  return { conflict: deletionConflict(place, 'collisions' in merged ? merged.collisions : []) };
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length > 100 ? `${first.slice(0, 100)}…` : first;
}
