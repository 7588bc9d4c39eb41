import type { Collision } from '../merge/collision.ts';
import type { FileConflict } from '../merge/merge-file.ts';

/**
 * Why a file cannot be changed: an edit in the same place, a text that does not parse, a file or passage that the user deleted, a new
 * file whose name is taken, a merge whose result would not work, or a file that the user skips.
 */
type ConflictCause = 'edit' | 'syntax-error' | 'deleted' | 'exists' | 'broken-result' | 'skipped';

/** A file that cannot be changed because of the user's edits. */
export interface Conflict {
  readonly path: string;
  readonly cause: ConflictCause;
  /** The first line to look at, counted from 1; undefined if the file as a whole is meant. */
  readonly line?: number | undefined;
  /** A sentence with the problem and what to do. */
  readonly reason: string;
  /** The places that both the user and the change modify. */
  readonly collisions: readonly Collision[];
}

/** A new file whose path is taken. */
export function existsConflict(path: string): Conflict {
  return {
    path,
    cause: 'exists',
    reason: `${path} already exists. Rename or remove it, then try again.`,
    collisions: [],
  };
}

/** An edited file that the generators own. */
export function ownedConflict(path: string, place: string, lines: Collision): Conflict {
  const reason = `${at(place, lines.line)} is generated as a whole, but contains your edits. Move them to another file and revert ${place}, or apply the change by hand and rerun with --skip=${path}.`;
  return { path, cause: 'edit', line: lines.line, reason, collisions: [lines] };
}

/** A file that the user deleted, and that the change needs. */
export function deletedConflict(path: string, lines: Collision): Conflict {
  const reason = `${path} was deleted, and no other file has its content. This change needs these lines: put them where its code is now, and rerun with --skip=${path}.`;
  return { path, cause: 'deleted', reason, collisions: [lines] };
}

/** A file that the change deletes, and that has edits. */
export function deletionConflict(path: string, lines: Collision): Conflict {
  const reason = `${at(path, lines.line)}: this change deletes the file, and your edits with it. Move your edits to another file and delete this one, then try again.`;
  return { path, cause: 'edit', line: lines.line, reason, collisions: [lines] };
}

/** What prevents a merge, as a sentence with file, line and remedy. */
export function mergeConflict(path: string, place: string, conflict: FileConflict): Conflict {
  if (conflict.cause === 'syntax-error') {
    const { line, column, message } = conflict;
    const reason = `${place}:${line}:${column}: syntax error: ${message.replace(/\.$/, '')}. Fix it, then try again.`;
    return { path, cause: 'syntax-error', line, reason, collisions: [] };
  }
  const { collisions } = conflict;
  const problem = collisions.find((collision) => collision.problem !== undefined)?.problem;
  const line = collisions.find((collision) => collision.line !== undefined)?.line;
  const base = { path, line, collisions };
  const start = `${at(place, line)}: this change`;
  const remedy = `Make the change by hand and rerun with --skip=${path}, or revert your edit.`;
  if (problem !== undefined)
    return {
      ...base,
      cause: 'broken-result',
      reason: `${start} does not fit your edits: ${problem}. ${remedy}`,
    };
  if (collisions.every(({ found }) => found === ''))
    return { ...base, cause: 'deleted', reason: `${start} needs lines that you deleted. ${remedy}` };
  return {
    ...base,
    cause: 'edit',
    reason: `${start} conflicts with your edits${inRegions(conflict.regions)}. ${remedy}`,
  };
}

function inRegions(names: readonly string[] = []): string {
  if (names.length === 0) return '';
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  return ` in the generated region${names.length > 1 ? 's' : ''} ${quoted}. Move them outside of the markers`;
}

/** A file, and the line if one is known. */
export function at(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}
