import { isUnedited } from '../content/content.ts';
import { meaningOfAbsence } from './deleted-file.ts';
import { mergeFile, type ProviderChange, type Versions } from './merge-file.ts';
import { mergeRegions, type RegionMerge } from './merge-regions.ts';
import { isOwned, ownedConflict } from './owned.ts';
import { addedLines, type Collision } from './text.ts';

/** A file that cannot be changed because of the user's edits. */
export interface Conflict {
  readonly path: string;
  /** A sentence with the problem and what to do. */
  readonly reason: string;
  /** Lines that both the user and the change modify. */
  readonly collisions: readonly Collision[];
}

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
export function outcomeOf(versions: FileVersions, providers: ProviderChange): FileOutcome {
  const { path, place, current, before, after } = versions;
  const unchanged = { path, place };
  if (before.length > 0 && before.every((text) => text === after)) return unchanged;
  if (current === undefined) return absent(versions);
  const ending = current.includes('\r\n') ? '\r\n' : '\n';
  const found = current.replaceAll('\r\n', '\n');
  if (after !== undefined && isUnedited(path, found, after)) return unchanged;
  if (before.some((text) => isUnedited(path, found, text)))
    return { ...unchanged, content: after === undefined ? null : after.replaceAll('\n', ending) };
  if (after === undefined)
    return refused(versions, `would be deleted, but contains your edits; delete it, then try again.`);
  if (before.length === 0) return refused(versions, 'already exists; rename or remove it, then try again.');
  const conflicts: Omit<Conflict, 'path'>[] = [];
  for (const text of before) {
    const merged = mergeTexts({ path, current: found, before: text, after }, place, providers);
    if ('reason' in merged) conflicts.push(merged);
    else
      return {
        ...unchanged,
        content: merged.text === found ? undefined : merged.text.replaceAll('\n', ending),
        warnings: merged.warnings,
      };
  }
  const [conflict] = conflicts;
  return conflict ? { ...unchanged, conflict: { path, ...conflict } } : unchanged;
}

/** A file that the generators own is replaced or refused as a whole, and any other is merged. */
function mergeTexts(versions: Versions, place: string, providers: ProviderChange): RegionMerge {
  if (isOwned(versions.path, versions.before)) return ownedConflict(versions, place);
  return mergeRegions(versions, (part) => mergeFile(part, providers), place);
}

/** A new file is written. A file that the user has deleted is not: it is missing, or not needed. */
function absent({ path, place, before, after }: FileVersions): FileOutcome {
  const [generated] = before;
  if (generated === undefined) return { path, place, content: after };
  if (after === undefined) return { path, place };
  const meaning = meaningOfAbsence(path);
  if (meaning !== undefined)
    return { path, place, warnings: [`${path} was deleted and stays deleted. ${meaning}`] };
  return {
    ...{ path, place },
    conflict: {
      path,
      reason: `${path} was deleted, and no other file has its content. This change needs these lines: put them where its code is now, and rerun with --skip=${path}.`,
      collisions: [{ found: addedLines(after, generated), wanted: addedLines(generated, after) }],
    },
  };
}

function refused({ path, place }: FileVersions, reason: string, collisions: readonly Collision[] = []) {
  return { path, place, conflict: { path, reason: `${place} ${reason}`, collisions } };
}
