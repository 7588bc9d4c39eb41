import { isUnedited } from '../content/content.ts';
import { changedLines } from '../merge/collision.ts';
import { type Conflict, deletedConflict } from './conflict.ts';
import { meaningOfAbsence } from './deleted-file.ts';
import { mergeOutcome } from './merge-outcome.ts';

/** The versions of one file. */
export interface FileVersions {
  /** As generated. It determines how the file is merged. */
  readonly path: string;
  /** Where the file is now, if the user has renamed it. */
  readonly place: string;
  /** Undefined if the file does not exist. */
  readonly current: string | undefined;
  /** Texts that may have been generated; none for a new file. */
  readonly before: readonly string[];
  /** Undefined for a file that is not generated any more. */
  readonly after: string | undefined;
}

/** What a change does to one file. */
export interface FileOutcome {
  readonly path: string;
  /** The file to write. */
  readonly place: string;
  /** New text, null to delete the file, or undefined to leave it. */
  readonly content?: string | null | undefined;
  readonly conflict?: Conflict;
  readonly warnings?: readonly string[];
}

/** Decides what happens to a file. */
export function outcomeOf(versions: FileVersions): FileOutcome {
  const { path, place, current, before, after } = versions;
  if (before.length > 0 && before.every((text) => text === after)) return { path, place };
  if (current === undefined) return absent(versions);
  const unedited = before.find((text) => isUnedited(path, current, text));
  const outcomes = (unedited === undefined ? (before.length > 0 ? before : [undefined]) : [unedited]).map(
    (text) => mergeOutcome({ path, place, current, before: text, after }),
  );
  return { path, place, ...(outcomes.find(({ conflict }) => conflict === undefined) ?? outcomes[0]) };
}

/** A new file is written. A file that the user has deleted is not: it is missing, or not needed. */
function absent({ path, place, before, after }: FileVersions): FileOutcome {
  const [generated] = before;
  if (generated === undefined) return { path, place, content: after };
  if (after === undefined) return { path, place };
  const meaning = meaningOfAbsence(path);
  if (meaning !== undefined)
    return { path, place, warnings: [`${path} was deleted and stays deleted. ${meaning}`] };
  return { path, place, conflict: deletedConflict(path, changedLines(generated, after)) };
}
