import { isUnedited } from '../content/content.ts';
import { ScaffoldError } from '../errors.ts';
import { mergeFile } from '../merge/merge-file.ts';
import type { Repository } from './reading/repository.ts';
import { type AdditionRecord, additionBasePath, additionPath, readAddition } from './record.ts';

/** Path to new content, or to null for a file to delete. Unchanged files are not in the map. */
export type FileChanges = ReadonlyMap<string, string | Uint8Array | null>;

/**
 * Takes an addition out of a repository again. Files without edits get their earlier text byte for byte. From edited files only what was
 * added is removed.
 *
 * @throws {ScaffoldError} `addition-missing`; `addition-edited`, with each file whose edits overlap what was added
 */
export function planRemoval(repository: Repository): FileChanges {
  const record = readAddition(repository);
  if (record === undefined)
    throw new ScaffoldError(
      'addition-missing',
      `There is no ${additionPath}, so nothing was added with --add. Run the command in the folder where --add was run.`,
    );
  const outcomes = [...record.after.keys()].map((path) => outcomeOf(path, repository.read(path), record));
  const conflicts = outcomes.flatMap(({ conflict }) => conflict ?? []);
  if (conflicts.length > 0)
    throw new ScaffoldError('addition-edited', `Nothing was changed. ${conflicts.join(' ')}`);
  const changes = outcomes.flatMap(({ path, content }) =>
    content === undefined ? [] : [[path, content] as const],
  );
  const present = record.binaries.filter((path) => repository.paths.includes(path));
  return new Map<string, string | null>([
    ...changes,
    ...[...present, additionPath, additionBasePath].map((path) => [path, null] as const),
  ]);
}

interface Outcome {
  readonly path: string;
  readonly content?: string | null;
  readonly conflict?: string;
}

function outcomeOf(path: string, current: string | undefined, { before, after }: AdditionRecord): Outcome {
  const [earlier, written = ''] = [before.get(path), after.get(path)];
  // The author has removed the file, and with it what was added.
  if (current === undefined) return { path };
  if (earlier === undefined) {
    if (current === written || isUnedited(path, current, written)) return { path, content: null };
    return {
      path,
      conflict: `${path} has edits of yours: move what you keep to another file, delete this one, and try again.`,
    };
  }
  if (current === written) return { path, content: earlier };
  const merged = mergeFile({ path, current, before: written, after: earlier });
  if ('text' in merged) return merged.text === current ? { path } : { path, content: merged.text };
  if (merged.cause === 'syntax-error')
    return {
      path,
      conflict: `${path}:${merged.line}:${merged.column} has a syntax error: fix it, and try again.`,
    };
  const line = merged.collisions.find((each) => each.line !== undefined)?.line;
  const place = line === undefined ? path : `${path}:${line}`;
  return {
    path,
    conflict: `${place} has edits of yours in what was added: take these lines out by hand, and try again.`,
  };
}
